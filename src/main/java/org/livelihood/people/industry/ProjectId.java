package org.livelihood.people.industry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** An industry project 产业项目. */
public record ProjectId(UUID value) implements Id {

    @JsonCreator
    public ProjectId {
        Objects.requireNonNull(value);
    }

    public static ProjectId next() {
        return new ProjectId(Uuids.next());
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
