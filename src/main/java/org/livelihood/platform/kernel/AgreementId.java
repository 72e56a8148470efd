package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A benefit agreement 利益联结协议, over all its versions. */
public record AgreementId(UUID value) implements Id {

    @JsonCreator
    public AgreementId {
        Objects.requireNonNull(value);
    }

    public static AgreementId next() {
        return new AgreementId(Uuids.next());
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
