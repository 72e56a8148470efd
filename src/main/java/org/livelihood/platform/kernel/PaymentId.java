package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A payment: one transfer of a buyer's money, over one or more orders. */
public record PaymentId(UUID value) implements Id {

    @JsonCreator
    public PaymentId {
        Objects.requireNonNull(value);
    }

    public static PaymentId next() {
        return new PaymentId(Uuids.next());
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
