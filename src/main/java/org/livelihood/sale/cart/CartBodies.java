package org.livelihood.sale.cart;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/** What comes in of carts, whoever's. */
final class CartBodies {

    private CartBodies() {}

    /** @param sessionId the room that it is bought in, left out for the shelf */
    record UnitsBody(
            @NotNull SkuId skuId,
            @Nullable SessionId sessionId,
            @NotNull @Min(1) @Max(Carts.MOST_UNITS) Long quantity) {

        Carts.Units toUnits() {
            return new Carts.Units(new CartKey(sessionId, skuId), quantity);
        }
    }

    record KeyBody(@NotNull SkuId skuId, @Nullable SessionId sessionId) {

        private CartKey toKey() {
            return new CartKey(sessionId, skuId);
        }
    }

    record KeysBody(@NotEmpty @Size(max = Carts.MOST_LINES) List<@NotNull @Valid KeyBody> lines) {

        List<CartKey> toKeys() {
            return lines.stream().map(KeyBody::toKey).toList();
        }
    }
}
