package org.livelihood.platform.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A journal of the ledger. */
public record JournalId(UUID value) implements Id {

    @JsonCreator
    public JournalId {
        Objects.requireNonNull(value);
    }

    public static JournalId next() {
        return new JournalId(Uuids.next());
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
