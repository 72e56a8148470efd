package org.livelihood.sale.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** A quote: what a purchase would cost. */
public record QuoteId(UUID value) implements Id {

    @JsonCreator
    public QuoteId {}

    public static QuoteId next() {
        return new QuoteId(Uuids.next());
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
