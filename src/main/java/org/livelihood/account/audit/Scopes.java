package org.livelihood.account.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.check.AuditScope;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Years;
import org.livelihood.platform.security.ProducerRegions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What somebody may ask about. */
@Component
class Scopes {

    private static final int MOST_YEARS = 50;
    private static final int FIRST_YEAR = 1949;

    private final ProducerRegions regions;
    private final Clock clock;

    Scopes(ProducerRegions regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * Officers ask about their own regions, others are refused with OTHER_REGION; also with PERIOD_BACKWARDS and
     * PERIOD_TOO_LONG.
     */
    Mono<AuditScope> scope(Caller caller, CheckQuestion question) {
        LocalDate to = question.to() == null ? ChinaTime.dayOf(clock.instant()) : question.to();
        if (outsideTheCalendar(to) || question.from() != null && outsideTheCalendar(question.from())) {
            return periodTooLong();
        }
        LocalDate from = question.from() == null ? Years.startOfYearEnding(to) : question.from();
        if (to.isBefore(from)) {
            return Mono.error(() -> Refusal.ofField(AuditReason.PERIOD_BACKWARDS, "to", from, to));
        }
        if (Years.areMoreThan(MOST_YEARS, from, to)) {
            return periodTooLong();
        }
        return producers(caller, question)
                .map(producers -> new AuditScope(from, to, producers))
                .switchIfEmpty(Mono.fromSupplier(() -> new AuditScope(from, to, null)));
    }

    private static boolean outsideTheCalendar(LocalDate day) {
        return !PlausibleDates.isWithin(day, FIRST_YEAR, PlausibleDates.LAST_YEAR);
    }

    private static <T> Mono<T> periodTooLong() {
        return Mono.error(() -> Refusal.ofField(AuditReason.PERIOD_TOO_LONG, "from", MOST_YEARS));
    }

    /** Nothing for all of the country. */
    private Mono<List<UUID>> producers(Caller caller, CheckQuestion question) {
        ProducerId producer = question.producer();
        String region = question.region();
        boolean everywhere = caller.isAny(Role.AUDITOR, Role.ADMIN);
        if (!everywhere && (region == null ? producer == null : !caller.officerOf(region))) {
            return otherRegion(region);
        }
        if (producer == null) {
            return region == null ? Mono.empty() : producersOf(region);
        }
        return regions.regionOf(producer)
                .filter(own -> everywhere || caller.officerOf(own))
                .filter(own -> region == null || own.startsWith(Region.prefixOf(region)))
                .switchIfEmpty(otherRegion(region))
                .map(own -> List.of(producer.value()));
    }

    private Mono<List<UUID>> producersOf(String region) {
        return regions.producersBelow(Region.prefixOf(region))
                .map(ProducerId::value)
                .collectList();
    }

    private static <T> Mono<T> otherRegion(@Nullable String region) {
        return Mono.error(() -> Refusal.ofField(AuditReason.OTHER_REGION, "region", region == null ? "-" : region));
    }
}
