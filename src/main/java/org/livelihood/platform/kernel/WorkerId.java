package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A worker who belongs to no registered household; counts in every denominator. */
public record WorkerId(UUID value) implements Id {

    @JsonCreator
    public WorkerId {
        Objects.requireNonNull(value);
    }

    public static WorkerId next() {
        return new WorkerId(Uuids.next());
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
