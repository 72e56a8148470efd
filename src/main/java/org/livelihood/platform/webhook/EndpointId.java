package org.livelihood.platform.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** A webhook endpoint. */
public record EndpointId(UUID value) implements Id {

    @JsonCreator
    public EndpointId {
        Objects.requireNonNull(value);
    }

    static EndpointId next() {
        return new EndpointId(Uuids.next());
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
