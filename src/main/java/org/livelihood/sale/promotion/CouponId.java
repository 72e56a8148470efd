package org.livelihood.sale.promotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Uuids;

/** A buyer's coupon. */
public record CouponId(UUID value) implements Id {

    @JsonCreator
    public CouponId {
        Objects.requireNonNull(value);
    }

    public static CouponId next() {
        return new CouponId(Uuids.next());
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
