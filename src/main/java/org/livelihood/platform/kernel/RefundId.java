package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A refund of one order line. */
public record RefundId(UUID value) implements Id {

    @JsonCreator
    public RefundId {
        Objects.requireNonNull(value);
    }

    public static RefundId next() {
        return new RefundId(Uuids.next());
    }

    @Override
    @JsonValue
    public UUID value() {
        return value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
