package org.livelihood.platform.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/**
 * What became of a row.
 *
 * @param changed properties of the row that are now other than before
 * @param refusal why it was not taken, null where it was
 */
public record Outcome(
        Kind kind, List<String> changed, @Nullable Throwable refusal) {

    /** What a row can become. */
    public enum Kind {
        NEW,
        CHANGED,
        /** What it says was known already. */
        SAME,
        REFUSED
    }

    static final Outcome UNREAD = new Outcome(Kind.REFUSED, List.of(), null);

    public Outcome {
        changed = List.copyOf(changed);
    }

    public static Outcome added() {
        return new Outcome(Kind.NEW, List.of(), null);
    }

    /** New, and in something that was there already it changed these properties. */
    public static Outcome added(List<String> properties) {
        return new Outcome(Kind.NEW, properties, null);
    }

    public static Outcome same() {
        return new Outcome(Kind.SAME, List.of(), null);
    }

    /** Changed in these properties; the same where there are none. */
    public static Outcome changed(List<String> properties) {
        return properties.isEmpty() ? same() : new Outcome(Kind.CHANGED, properties, null);
    }

    public static Outcome refused(Refusal refusal) {
        return new Outcome(Kind.REFUSED, List.of(), refusal);
    }

    static Outcome failed(Throwable failure) {
        return new Outcome(Kind.REFUSED, List.of(), failure);
    }
}
