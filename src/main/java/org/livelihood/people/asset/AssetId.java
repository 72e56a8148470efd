package org.livelihood.people.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** Something given in kind to one household by one producer. */
public record AssetId(UUID value) implements Id {

    @JsonCreator
    public AssetId {
        Objects.requireNonNull(value);
    }

    public static AssetId next() {
        return new AssetId(Uuids.next());
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
