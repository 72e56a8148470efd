package org.livelihood.platform.security;

import org.livelihood.platform.kernel.Reason;

/** Why the door stays shut. */
public enum SecurityReason implements Reason {
    SIGN_IN_REQUIRED(Kind.UNAUTHENTICATED),
    NOT_ALLOWED(Kind.FORBIDDEN),
    BAD_CREDENTIALS(Kind.UNAUTHENTICATED),
    TOO_MANY_ATTEMPTS(Kind.TOO_MANY),
    TOO_MANY_REQUESTS(Kind.TOO_MANY),
    LOGIN_TAKEN(Kind.CONFLICT),
    WEAK_PASSWORD(Kind.INVALID),
    REFRESH_REFUSED(Kind.UNAUTHENTICATED),
    SETUP_REFUSED(Kind.UNAUTHENTICATED),
    EXTERNAL_ACCOUNTS(Kind.UNPROCESSABLE),
    ISSUER_UNAVAILABLE(Kind.UNAVAILABLE),
    UNKNOWN_ACCOUNT(Kind.NOT_FOUND),
    /** An administrator has disabled the account; told only to who knows the password. */
    ACCOUNT_DISABLED(Kind.FORBIDDEN),
    /** Nobody disables her own account. */
    OWN_ACCOUNT(Kind.CONFLICT),
    RESET_REFUSED(Kind.UNAUTHENTICATED),
    SESSION_NOT_FOUND(Kind.NOT_FOUND),
    /** PRODUCER of and OFFICER over one producer. */
    TWO_HATS(Kind.CONFLICT),
    /** The account is known to be another person's. */
    PERSON_KNOWN(Kind.CONFLICT);

    private final Kind kind;

    SecurityReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
