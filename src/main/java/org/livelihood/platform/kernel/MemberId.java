package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** One person of a registered household. */
public record MemberId(UUID value) implements Id {

    @JsonCreator
    public MemberId {
        Objects.requireNonNull(value);
    }

    public static MemberId next() {
        return new MemberId(Uuids.next());
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
