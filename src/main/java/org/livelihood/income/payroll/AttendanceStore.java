package org.livelihood.income.payroll;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Minutes that attendance sheets tell, by person: they stand in the hour book. */
@Repository
class AttendanceStore {

    private static final String ADD = """
            INSERT INTO payroll_attendance (producer_id, period_id, person_id, party_kind, party_id, from_day, to_day,
                                            minutes)
            SELECT :producer, :period, person, kind, party, :from, :to, minutes
              FROM unnest(:persons, :kinds, :parties, :minutes) AS t (person, kind, party, minutes)""";

    private final DatabaseClient database;

    AttendanceStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(PayPeriod period, List<AttendanceSheet.Told> told) {
        return database.sql(ADD)
                .bind("producer", period.producer().value())
                .bind("period", period.id())
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("persons", told.stream().map(AttendanceSheet.Told::person).toArray(UUID[]::new))
                .bind(
                        "kinds",
                        told.stream().map(one -> one.party().kind().name()).toArray(String[]::new))
                .bind("parties", told.stream().map(one -> one.party().id()).toArray(UUID[]::new))
                .bind(
                        "minutes",
                        told.stream().map(AttendanceSheet.Told::minutes).toArray(Long[]::new))
                .then();
    }
}
