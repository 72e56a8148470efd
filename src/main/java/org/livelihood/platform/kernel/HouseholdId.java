package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A registered household 建档立卡户: the only name by which the program outside the vault knows it. */
public record HouseholdId(UUID value) implements Id {

    @JsonCreator
    public HouseholdId {
        Objects.requireNonNull(value);
    }

    public static HouseholdId next() {
        return new HouseholdId(Uuids.next());
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
