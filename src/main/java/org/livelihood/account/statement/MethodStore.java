package org.livelihood.account.statement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class MethodStore {

    /** The one asked for; else the newest that holds on the day and was known. */
    private static final String PICK = """
            SELECT version, valid_from, divisor_on, costs, document
              FROM statement_method
             WHERE CASE WHEN CAST(:version AS integer) IS NULL THEN valid_from <= :day AND recorded_at <= :known
                        ELSE version = :version END
             ORDER BY valid_from DESC
             LIMIT 1""";

    private static final String LIST = """
            SELECT version, valid_from, divisor_on, costs, document FROM statement_method ORDER BY version""";

    private static final String ADD = """
            INSERT INTO statement_method (version, valid_from, divisor_on, costs, document, recorded_by)
            SELECT max(version) + 1, :from, :divisor, :costs, :document, :by
              FROM statement_method
            HAVING max(valid_from) < :from
            ON CONFLICT DO NOTHING
            RETURNING version, valid_from, divisor_on, costs, document""";

    private final DatabaseClient database;

    MethodStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Method> pick(@Nullable Integer version, LocalDate day, Instant known) {
        return database.sql(PICK)
                .bind("version", Parameter.fromOrEmpty(version, Integer.class))
                .bind("day", day)
                .bind("known", known)
                .map(MethodStore::method)
                .one();
    }

    Flux<Method> list() {
        return database.sql(LIST).map(MethodStore::method).all();
    }

    /** Empty where it does not hold later than all others. */
    Mono<Method> add(NewMethod draft, AccountId by) {
        return database.sql(ADD)
                .bind("from", draft.validFrom())
                .bind("divisor", draft.divisorOn().name())
                .bind("costs", draft.costs().stream().distinct().map(Enum::name).toArray(String[]::new))
                .bind("document", draft.document())
                .bind("by", by.value())
                .map(MethodStore::method)
                .one();
    }

    private static Method method(Readable row) {
        return new Method(
                Rows.integer(row, "version"),
                Rows.day(row, "valid_from"),
                Rows.name(row, "divisor_on", Method.Divisor.class),
                Arrays.stream(Rows.required(row, "costs", String[].class))
                        .map(CostKind::valueOf)
                        .toList(),
                Rows.text(row, "document"));
    }
}
