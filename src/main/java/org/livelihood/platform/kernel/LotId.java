package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A lot 批次: what one producer made of one SKU. */
public record LotId(UUID value) implements Id {

    @JsonCreator
    public LotId {
        Objects.requireNonNull(value);
    }

    public static LotId next() {
        return new LotId(Uuids.next());
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
