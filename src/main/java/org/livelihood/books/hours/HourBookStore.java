package org.livelihood.books.hours;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class HourBookStore {

    private static final String HOURS = """
            SELECT person_id, from_day, to_day, CAST(sum(minutes) AS bigint) AS minutes
              FROM hours_book
             WHERE person_id = ANY(:persons) AND from_day <= :to AND to_day >= :from
             GROUP BY person_id, from_day, to_day""";

    private final DatabaseClient database;

    HourBookStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> awaitTurn(Collection<UUID> persons) {
        return Turns.take(database, "hours", persons);
    }

    private record OfPerson(UUID person, Hours.Stint stint) {}

    Mono<Map<UUID, Hours>> of(Collection<UUID> persons, LocalDate from, LocalDate to) {
        return database.sql(HOURS)
                .bind("persons", persons.toArray(UUID[]::new))
                .bind("from", from)
                .bind("to", to)
                .map(row -> new OfPerson(
                        Rows.uuid(row, "person_id"),
                        new Hours.Stint(
                                Rows.day(row, "from_day"), Rows.day(row, "to_day"), Rows.number(row, "minutes"))))
                .all()
                .collect(Collectors.groupingBy(
                        OfPerson::person,
                        Collectors.collectingAndThen(
                                Collectors.mapping(OfPerson::stint, Collectors.toList()), Hours::new)));
    }
}
