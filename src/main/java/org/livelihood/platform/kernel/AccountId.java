package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A person or program that signs in. */
public record AccountId(UUID value) implements Id {

    @JsonCreator
    public AccountId {
        Objects.requireNonNull(value);
    }

    public static AccountId next() {
        return new AccountId(Uuids.next());
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
