package org.livelihood.people.industry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** A leading industry 主导产业 of one county. */
public record IndustryId(UUID value) implements Id {

    @JsonCreator
    public IndustryId {
        Objects.requireNonNull(value);
    }

    public static IndustryId next() {
        return new IndustryId(Uuids.next());
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
