package org.livelihood.platform.http;

import org.jspecify.annotations.Nullable;

/** Looks for what stands behind an error. */
final class Causes {

    private Causes() {}

    static <T> @Nullable T find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
