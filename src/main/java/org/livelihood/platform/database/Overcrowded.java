package org.livelihood.platform.database;

import org.springframework.dao.TransientDataAccessResourceException;

/** Too many wait for the same batches, or have waited too long: whoever asks is told to come again. */
class Overcrowded extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    Overcrowded() {
        super("too many wait");
    }

    /** Says nothing that its place does not say, and there may be thousands a second. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
