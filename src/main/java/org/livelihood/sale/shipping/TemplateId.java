package org.livelihood.sale.shipping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** A shipping template of a producer. */
public record TemplateId(UUID value) implements Id {

    @JsonCreator
    public TemplateId {
        Objects.requireNonNull(value);
    }

    public static TemplateId next() {
        return new TemplateId(Uuids.next());
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
