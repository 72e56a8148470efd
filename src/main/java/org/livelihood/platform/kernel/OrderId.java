package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** An order: one buyer, one producer. */
public record OrderId(UUID value) implements Id {

    @JsonCreator
    public OrderId {
        Objects.requireNonNull(value);
    }

    public static OrderId next() {
        return new OrderId(Uuids.next());
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
