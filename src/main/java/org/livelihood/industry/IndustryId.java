package org.livelihood.industry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.kernel.Id;
import org.livelihood.kernel.Uuids;

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
