package org.livelihood.sale.promotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** What coupons are claimed of. */
public record PromotionId(UUID value) implements Id {

    @JsonCreator
    public PromotionId {
        Objects.requireNonNull(value);
    }

    public static PromotionId next() {
        return new PromotionId(Uuids.next());
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
