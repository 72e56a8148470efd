package org.livelihood.platform.database;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Failures that are gone a moment later: a lost connection, a deadlock, a lock or an answer not had in time, a server
 * that is full or shutting down. A statement that is wrong, or breaks a rule, fails the same way however often it is
 * tried. By SQLSTATE (PostgreSQL 18, appendix A) where there is one.
 */
public final class OfTheMoment {

    /** Connection, rollback, resources, system. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "58");

    /** A deferred constraint is broken; a limit of the configuration is reached. */
    private static final Set<String> BUT_NOT = Set.of("40002", "53400");

    /** In use, a lock not had, a timeout, an end of the server or of a session. */
    private static final Set<String> STATES =
            Set.of("25P03", "25P04", "55006", "55P03", "57014", "57P01", "57P02", "57P03", "57P05");

    private OfTheMoment() {}

    /** Whether the same may succeed when it is tried again. */
    public static boolean is(Throwable failure) {
        R2dbcException database = causeIn(failure);
        if (database == null) {
            return failure instanceof TransientDataAccessException
                    || failure instanceof DataAccessResourceFailureException
                    || failure instanceof TransactionException
                    || failure instanceof TimeoutException;
        }
        // Without a state, the connection had failed before the server could say anything.
        String state = database.getSqlState();
        return state == null || isState(state);
    }

    /** Whether a failure with this SQLSTATE is one of the moment. */
    public static boolean isState(String state) {
        return STATES.contains(state)
                || state.length() > 2 && CLASSES.contains(state.substring(0, 2)) && !BUT_NOT.contains(state);
    }

    private static @Nullable R2dbcException causeIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database) {
                return database;
            }
        }
        return null;
    }
}
