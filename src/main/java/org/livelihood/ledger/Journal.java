package org.livelihood.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.JournalId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.ProducerId;

/**
 * One entry of the ledger: postings that sum to zero.
 *
 * @param businessKey what it stands for, unique for the producer: {@code capture:<order>}; posting it twice is refused
 * @param effectiveAt when it takes effect
 * @param reverses the journal that this one corrects
 */
public record Journal(
        ProducerId producer,
        JournalId id,
        String businessKey,
        Instant effectiveAt,
        @Nullable JournalId reverses,
        List<Posting> postings) {

    public Journal {
        postings = List.copyOf(postings);
        if (!Money.sum(postings.stream().map(Posting::amount).toList()).isZero()) {
            throw new IllegalArgumentException("Postings of " + businessKey + " do not sum to zero");
        }
    }

    /** A debit is positive, a credit negative. */
    public record Posting(Account account, Money amount) {}

    public static Builder of(ProducerId producer, String businessKey, Instant effectiveAt) {
        return new Builder(producer, businessKey, effectiveAt);
    }

    /** Collects postings; zero amounts are left out. */
    public static final class Builder {

        private final ProducerId producer;
        private final String businessKey;
        private final Instant effectiveAt;
        private final List<Posting> postings = new ArrayList<>();

        private Builder(ProducerId producer, String businessKey, Instant effectiveAt) {
            this.producer = producer;
            this.businessKey = businessKey;
            this.effectiveAt = effectiveAt;
        }

        public Builder debit(Account account, Money amount) {
            if (!amount.isZero()) {
                postings.add(new Posting(account, amount));
            }
            return this;
        }

        public Builder credit(Account account, Money amount) {
            return debit(account, amount.negated());
        }

        public Journal build() {
            return new Journal(producer, JournalId.next(), businessKey, effectiveAt, null, postings);
        }
    }
}
