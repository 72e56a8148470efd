package org.livelihood.sale.promotion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Party;

/**
 * What coupons are claimed of. As a draft it may be changed; once it is published its terms stand.
 *
 * @param bearer who bears what is taken off
 * @param agreed whether the bearer has agreed: a host does so herself
 */
public record Promotion(PromotionId id, Content content, Party bearer, boolean agreed, Status status, int version) {

    /** From draft to end. */
    public enum Status {
        DRAFT,
        PUBLISHED,
        /** Nobody gets another coupon; those that are out there hold. */
        ENDED
    }

    /** How a coupon is got. */
    public enum Given {
        /** By a tap, whoever finds it. */
        PUBLIC,
        /** By typing a code. */
        CODE,
        /** In a live session, when its host releases some. */
        ROOM
    }

    /**
     * What it says.
     *
     * @param code in upper case; null unless it is got by one
     */
    public record Content(
            String title,
            Scope scope,
            Terms terms,
            Given given,
            @Nullable String code,
            Times times,
            Limits limits) {

        Content with(String other) {
            return new Content(title, scope, terms, given, other, times, limits);
        }
    }

    /**
     * When it can be claimed and used; all are half-open: from that time on, and no longer at that time.
     *
     * @param useFrom null where {@code useDays} says it
     * @param useDays how many days of 24 hours a coupon holds from when it is claimed, null where the times say it
     */
    public record Times(
            Instant claimFrom,
            Instant claimUntil,
            @Nullable Instant useFrom,
            @Nullable Instant useUntil,
            @Nullable Integer useDays) {}

    /**
     * How many there are.
     *
     * @param claims that can be claimed in all
     * @param claimsPerBuyer that one buyer can claim; the next one when she has used the one before
     * @param uses that can be used in all, null for all that are claimed
     */
    public record Limits(
            long claims, int claimsPerBuyer, @Nullable Long uses) {}
}
