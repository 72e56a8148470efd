package org.livelihood.platform.kernel;

import java.util.Locale;

/**
 * Why a command is refused: one enum a module implements this.
 *
 * <p>The code is stable API; its texts stand in {@code messages/<module>.properties} and its zh-CN twin.
 */
public interface Reason {

    /** The enum constant's name. */
    String name();

    Kind kind();

    /** Stable code: module and constant, such as {@code order.not-awaiting-payment}. */
    default String code() {
        return module() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The first word of its code: the module that it stands in, unless codes were given out under another. */
    default String module() {
        String packageName = getClass().getPackageName();
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }

    /** What a refusal means to the caller; each has one HTTP status. */
    enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        STALE(412),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        UNPROCESSABLE(422),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
