package org.livelihood.sale.promotion;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Which goods a coupon is for.
 *
 * @param producer whose, null for all producers'
 * @param id the listing or the session, null where it is for neither
 */
public record Scope(
        Kind kind, @Nullable ProducerId producer, @Nullable UUID id) {

    /** From the widest to the narrowest. */
    public enum Kind {
        /** All goods. */
        PLATFORM,
        /** All goods of a producer. */
        PRODUCER,
        /** One listing. */
        LISTING,
        /** What is bought in a live session. */
        SESSION
    }

    boolean covers(Basket basket, Basket.Line line) {
        return switch (kind) {
            case PLATFORM -> true;
            case PRODUCER -> line.producer().equals(producer);
            case LISTING -> line.listing().value().equals(id);
            case SESSION ->
                line.producer().equals(producer)
                        && basket.session() != null
                        && Objects.equals(basket.session().value(), id);
        };
    }
}
