package org.livelihood.people.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** One lesson at one time. */
public record LessonId(UUID value) implements Id {

    @JsonCreator
    public LessonId {
        Objects.requireNonNull(value);
    }

    public static LessonId next() {
        return new LessonId(Uuids.next());
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
