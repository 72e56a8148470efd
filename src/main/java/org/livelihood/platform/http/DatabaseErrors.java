package org.livelihood.platform.http;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

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
        return database != null || isOfTheMoment(error)
                ? Optional.of(new Refusal(HttpReason.TRY_AGAIN))
                : Optional.empty();
    }

    private static @Nullable HttpReason reason(String sqlState) {
        return switch (sqlState) {
            case "23505" -> HttpReason.ALREADY_THERE;
            case "23P01" -> HttpReason.OVERLAPS;
            case "23503", "23001" -> HttpReason.REFERS_TO_NOTHING;
            case "23502", "23514", "44000" -> HttpReason.RULE_BROKEN;
            case "22003", "22008", "22012" -> HttpReason.OUT_OF_RANGE;
            default -> sqlState.startsWith("22") ? HttpReason.RULE_BROKEN : ofTheMoment(sqlState);
        };
    }

    /**
     * A lost connection, a deadlock, a lock or an answer not had in time, a server that is full or shutting down: the
     * same request may succeed a moment later. A statement that is wrong will not, however often.
     */
    private static @Nullable HttpReason ofTheMoment(String sqlState) {
        return switch (sqlState.length() < 2 ? "" : sqlState.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> HttpReason.TRY_AGAIN;
            default -> null;
        };
    }

    /** Without an SQLSTATE: the connection or the pool had failed before the server could say anything. */
    private static boolean isOfTheMoment(Throwable error) {
        return error instanceof TransientDataAccessException
                || error instanceof DataAccessResourceFailureException
                || error instanceof TransactionException
                || error instanceof TimeoutException;
    }

    /** The constraint's name in the schema, for whoever looks for the cause. */
    private static String constraintOf(R2dbcException database) {
        return database instanceof PostgresqlException known
                ? known.getErrorDetails().getConstraintName().orElse("-")
                : "-";
    }
}
