package org.livelihood.books.hours;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the hour book. Whoever tells hours first waits for the turn of the persons, and asks the book before the
 * transaction ends: two at once would not see each other.
 */
@Service
public class HourBook {

    /** A stint is told of a year at most; what lies further off cannot push it. */
    private static final int YEARS_AROUND = 2;

    private final HourBookStore store;

    HourBook(HourBookStore store) {
        this.store = store;
    }

    /**
     * Waits until nobody else tells hours of these persons, and keeps the turn until the caller's transaction ends; in
     * one order, so that no two wait for each other.
     *
     * @param persons members of households, and workers of none
     */
    @Transactional
    public Mono<Void> awaitTurn(Collection<UUID> persons) {
        return persons.isEmpty() ? Mono.empty() : store.awaitTurn(persons);
    }

    /** The hours of each of these persons around some days, at all producers; of who has none, none. */
    public Mono<Map<UUID, Hours>> of(Collection<UUID> persons, LocalDate from, LocalDate to) {
        return persons.isEmpty()
                ? Mono.just(Map.of())
                : store.of(Set.copyOf(persons), from.minusYears(YEARS_AROUND), to.plusYears(YEARS_AROUND));
    }
}
