package org.livelihood.books.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

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

    /** Collects postings, one an account; zero amounts are left out. */
    public static final class Builder {

        private final ProducerId producer;
        private final String businessKey;
        private final Instant effectiveAt;
        private final Map<Account, Money> amounts = new LinkedHashMap<>();

        private Builder(ProducerId producer, String businessKey, Instant effectiveAt) {
            this.producer = producer;
            this.businessKey = businessKey;
            this.effectiveAt = effectiveAt;
        }

        public Builder debit(Account account, Money amount) {
            amounts.merge(account, amount, Money::plus);
            return this;
        }

        public Builder credit(Account account, Money amount) {
            return debit(account, amount.negated());
        }

        public Journal build() {
            List<Posting> postings = amounts.entrySet().stream()
                    .filter(entry -> !entry.getValue().isZero())
                    .map(entry -> new Posting(entry.getKey(), entry.getValue()))
                    .toList();
            return new Journal(producer, JournalId.next(), businessKey, effectiveAt, null, postings);
        }
    }
}
