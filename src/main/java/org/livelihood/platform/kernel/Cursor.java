package org.livelihood.platform.kernel;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list ordered by (sort key, id): stable while rows are inserted. Opaque to clients.
 *
 * @param key the sort key as text
 * @param id the tie breaker
 */
public record Cursor(String key, UUID id) {

    private static final int LONGEST = 600;
    private static final UUID LAST = new UUID(-1L, -1L);

    public static Cursor of(Instant key, UUID id) {
        return new Cursor(key.toString(), id);
    }

    public static Cursor of(long key, UUID id) {
        return new Cursor(Long.toString(key), id);
    }

    /** The id that a page of a list from the last id down stays below; the first page stays below all. */
    public static UUID below(@Nullable Cursor after) {
        return after == null ? LAST : after.id;
    }

    public String encoded() {
        String text = id + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encoded()} wrote; null stays null (the first page).
     *
     * @throws Refusal {@link KernelReason#BAD_CURSOR} for anything else
     */
    public static @Nullable Cursor decode(@Nullable String encoded) {
        if (encoded == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (encoded.length() > LONGEST || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("none of ours");
            }
            return new Cursor(text.substring(36), UUID.fromString(text.substring(0, 36)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw Refusal.ofField(KernelReason.BAD_CURSOR, "cursor");
        }
    }

    /** The sort key as a time, for lists in order of time. */
    public Instant time() {
        try {
            return PlausibleDates.time(key);
        } catch (DateTimeException malformed) {
            throw Refusal.ofField(KernelReason.BAD_CURSOR, "cursor");
        }
    }

    /** The sort key as a number. */
    public long number() {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException malformed) {
            throw Refusal.ofField(KernelReason.BAD_CURSOR, "cursor");
        }
    }
}
