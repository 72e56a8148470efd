package org.livelihood.sale.cart;

import java.nio.charset.StandardCharsets;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Sha256;

/** Whose cart it is. */
public sealed interface CartOwner {

    /** A buyer, by her account. */
    record Account(AccountId id) implements CartOwner {}

    /** Whoever holds the token of a guest's cart; the table has its digest only. */
    record Guest(String token) implements CartOwner {

        byte[] digest() {
            return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Guest";
        }
    }
}
