package org.livelihood.platform.database;

import org.springframework.dao.TransientDataAccessResourceException;

/** The database does not answer at this moment: nothing is sent to it, and whoever asks is told at once. */
class DatabaseAway extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    DatabaseAway() {
        super("the database does not answer");
    }

    /** Says nothing that its place does not say, and there may be thousands a second. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
