package org.livelihood.platform.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command is refused for a known reason. Carries ids and numbers only, never personal data. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;
    private final transient List<Object> details;
    private final @Nullable String field;

    public Refusal(Reason reason, Object... details) {
        this(reason, null, List.of(details));
    }

    private Refusal(Reason reason, @Nullable String field, List<Object> details) {
        super(reason.code() + details, null, false, false);
        this.reason = reason;
        this.details = details;
        this.field = field;
    }

    /** A refusal that points at one field of the request, named as in JSON: {@code lines[0].quantity}. */
    public static Refusal ofField(Reason reason, String field, Object... details) {
        return new Refusal(reason, field, List.of(details));
    }

    public Reason reason() {
        return reason;
    }

    /** Arguments of the message text, in order. */
    public List<Object> details() {
        return details;
    }

    public @Nullable String field() {
        return field;
    }
}
