package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A line of an order: one SKU at one frozen price; what attribution calls a sale. */
public record OrderLineId(UUID value) implements Id {

    @JsonCreator
    public OrderLineId {
        Objects.requireNonNull(value);
    }

    public static OrderLineId next() {
        return new OrderLineId(Uuids.next());
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
