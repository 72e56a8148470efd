package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** One thing that can be bought: a listing's variant. */
public record SkuId(UUID value) implements Id {

    @JsonCreator
    public SkuId {
        Objects.requireNonNull(value);
    }

    public static SkuId next() {
        return new SkuId(Uuids.next());
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
