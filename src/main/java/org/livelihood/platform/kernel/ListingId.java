package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A listing: one product page with its SKUs. */
public record ListingId(UUID value) implements Id {

    @JsonCreator
    public ListingId {
        Objects.requireNonNull(value);
    }

    public static ListingId next() {
        return new ListingId(Uuids.next());
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
