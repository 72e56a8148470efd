package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A livestream session. */
public record SessionId(UUID value) implements Id {

    @JsonCreator
    public SessionId {
        Objects.requireNonNull(value);
    }

    public static SessionId next() {
        return new SessionId(Uuids.next());
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
