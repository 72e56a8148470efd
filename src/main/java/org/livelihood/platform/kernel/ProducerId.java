package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A producer 经营主体; first part of the key of every table that grows with sales. */
public record ProducerId(UUID value) implements Id {

    @JsonCreator
    public ProducerId {
        Objects.requireNonNull(value);
    }

    public static ProducerId next() {
        return new ProducerId(Uuids.next());
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
