package org.livelihood.sale.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** An address of a buyer's book. */
public record AddressId(UUID value) implements Id {

    @JsonCreator
    public AddressId {
        Objects.requireNonNull(value);
    }

    public static AddressId next() {
        return new AddressId(Uuids.next());
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
