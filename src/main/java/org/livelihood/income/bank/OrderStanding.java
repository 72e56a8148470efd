package org.livelihood.income.bank;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a payment order when the bank's results are read.
 *
 * @param receipt the bank's number, where it has paid
 * @param failure why it has not, where it has said so
 */
public record OrderStanding(
        UUID id,
        State state,
        @Nullable String receipt,
        @Nullable String failure) {

    /** How far an order is. */
    public enum State {
        /** The bank was given it and has not answered. */
        UNDER_WAY,
        ANSWERED,
        /** The bank was never given it. */
        WITHDRAWN
    }

    boolean isUnderWay() {
        return state == State.UNDER_WAY;
    }
}
