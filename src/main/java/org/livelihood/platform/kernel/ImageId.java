package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** An image, shown under a random name and stored by its content's hash. */
public record ImageId(UUID value) implements Id {

    @JsonCreator
    public ImageId {
        Objects.requireNonNull(value);
    }

    public static ImageId next() {
        return new ImageId(Uuids.next());
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
