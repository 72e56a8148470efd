package org.livelihood.platform.http;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.OfTheMoment;
import org.livelihood.platform.kernel.Refusal;

/**
 * What the database has refused, as a refusal: the constraints of the schema stand behind the checks of the program,
 * and who slips through between them, as one of two who do the same at once, is told so. By SQLSTATE (PostgreSQL 18,
 * appendix A), so that it holds for every constraint there is or will be.
 */
final class DatabaseErrors {

    private DatabaseErrors() {}

    /** Nothing when it was no error of the database's, or one that only we can mend. */
    static Optional<Refusal> refusal(Throwable error) {
        R2dbcException database = Causes.find(error, R2dbcException.class);
        if (database != null && database.getSqlState() != null) {
            return Optional.ofNullable(reason(database.getSqlState()))
                    .map(reason -> new Refusal(reason, constraintOf(database)));
        }
        return OfTheMoment.is(error) ? Optional.of(new Refusal(HttpReason.TRY_AGAIN)) : Optional.empty();
    }

    private static @Nullable HttpReason reason(String sqlState) {
        return switch (sqlState) {
            case "23505" -> HttpReason.ALREADY_THERE;
            case "23P01" -> HttpReason.OVERLAPS;
            case "23503", "23001" -> HttpReason.REFERS_TO_NOTHING;
            case "23502", "23514", "44000" -> HttpReason.RULE_BROKEN;
            case "22003", "22008", "22012" -> HttpReason.OUT_OF_RANGE;
            default -> {
                if (sqlState.startsWith("22")) {
                    yield HttpReason.RULE_BROKEN;
                }
                yield OfTheMoment.isState(sqlState) ? HttpReason.TRY_AGAIN : null;
            }
        };
    }

    /** The constraint's name in the schema, for whoever looks for the cause. */
    private static String constraintOf(R2dbcException database) {
        return database instanceof PostgresqlException known
                ? known.getErrorDetails().getConstraintName().orElse("-")
                : "-";
    }
}
