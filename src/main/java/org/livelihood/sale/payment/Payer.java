package org.livelihood.sale.payment;

import org.jspecify.annotations.Nullable;

/**
 * Who is about to pay, as providers ask for it; told to the provider and not kept here.
 *
 * @param id the provider's own id of her, WeChat's openid; {@link PaymentMethod#JSAPI} needs it
 * @param address where her request came from
 */
public record Payer(@Nullable String id, @Nullable String address) {

    /** Nothing is known of her. */
    public static Payer unknown() {
        return new Payer(null, null);
    }
}
