package org.livelihood.platform.settings;

/**
 * The program cannot start with the settings, secrets or the database that it was given. The message tells its operator
 * why and what to do, and never holds a secret.
 */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
