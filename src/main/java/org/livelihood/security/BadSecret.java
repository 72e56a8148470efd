package org.livelihood.security;

/** The program cannot start with the secrets it was given; the message tells its operator why, never the secret. */
class BadSecret extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadSecret(String message) {
        super(message);
    }
}
