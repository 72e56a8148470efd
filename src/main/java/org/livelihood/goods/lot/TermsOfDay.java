package org.livelihood.goods.lot;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the version of its agreement that a lot is sealed under. It is the one under which everything in the lot was
 * contributed: a producer does not choose afterwards which terms apply to what was delivered.
 */
@Component
class TermsOfDay {

    private final Agreements agreements;
    private final ContributionStore contributions;
    private final Clock clock;

    TermsOfDay(Agreements agreements, ContributionStore contributions, Clock clock) {
        this.agreements = agreements;
        this.contributions = contributions;
        this.clock = clock;
    }

    /**
     * The version in force on a day that is neither to come nor before a contribution.
     *
     * @throws Refusal DAY_TO_COME, BEFORE_THE_WORK, WORKED_UNDER_ANOTHER, or as {@link Agreements#inForce}
     */
    Mono<AgreementVersion> of(Lot lot, LocalDate day) {
        LocalDate today = ChinaTime.dayOf(clock.instant());
        if (day.isAfter(today)) {
            return Mono.error(() -> Refusal.ofField(LotReason.DAY_TO_COME, "on", today));
        }
        return agreements
                .inForce(lot.producer(), lot.agreement(), day)
                .delayUntil(version -> contributions
                        .days(lot.producer(), lot.id())
                        .flatMap(days -> requireOneVersion(lot, version, day, days)));
    }

    /** A version holds until the next one begins: the same on the first day and on this one, it is so in between. */
    private Mono<Void> requireOneVersion(
            Lot lot, AgreementVersion version, LocalDate day, ContributionStore.Days worked) {
        if (day.isBefore(worked.last())) {
            return Mono.error(() -> Refusal.ofField(LotReason.BEFORE_THE_WORK, "on", lot.id(), worked.last()));
        }
        return agreements
                .inForce(lot.producer(), lot.agreement(), worked.first())
                .filter(first -> first.version() != version.version())
                .flatMap(first -> Mono.error(() -> Refusal.ofField(
                        LotReason.WORKED_UNDER_ANOTHER,
                        "on",
                        lot.id(),
                        worked.first(),
                        first.version(),
                        version.version())));
    }

    /**
     * Completes where goods of a sealed lot can have been sold on a day.
     *
     * @throws Refusal NOT_SELLABLE where it was made later or stands under a later version, or as
     *     {@link Agreements#inForce} where the agreement was not in force
     */
    Mono<Void> requireSellable(Lot lot, LocalDate soldOn) {
        int own = Objects.requireNonNull(lot.agreementVersion());
        LocalDate madeOn = Objects.requireNonNull(lot.sealedOn());
        return agreements
                .inForce(lot.producer(), lot.agreement(), soldOn)
                .filter(version -> version.version() >= own && !madeOn.isAfter(soldOn))
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(LotReason.NOT_SELLABLE, "lotId", lot.id(), madeOn, own, soldOn)))
                .then();
    }
}
