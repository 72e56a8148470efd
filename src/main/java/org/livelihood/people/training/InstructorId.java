package org.livelihood.people.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** Somebody who teaches. */
public record InstructorId(UUID value) implements Id {

    @JsonCreator
    public InstructorId {
        Objects.requireNonNull(value);
    }

    public static InstructorId next() {
        return new InstructorId(Uuids.next());
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
