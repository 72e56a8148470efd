package org.livelihood.sale.promotion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;

/** What comes in and goes out of promotions. */
final class PromotionBodies {

    private static final long DEAREST_FEN = 1_000_000_000L;
    private static final long MOST_COUPONS = 100_000_000L;

    private PromotionBodies() {}

    /** Who bears what a coupon takes off. */
    enum Bearer {
        PRODUCER,
        /** The host of the session that it is for, who must agree. */
        HOST,
        PLATFORM;

        Party.Kind kind() {
            return Party.Kind.valueOf(name());
        }
    }

    /**
     * What a promotion is to say.
     *
     * @param producerId whose goods it is for, left out for all goods
     * @param amountFen how much it takes off, for an AMOUNT
     * @param perMille which part of the price it takes off, for a PERCENT: 150 for 15 %
     * @param capFen how much a PERCENT takes off at most
     * @param thresholdFen what the goods must cost at least, at special prices and before coupons
     * @param code what is typed for a CODE, case does not matter; left out for one by chance
     * @param claimFrom from this time on it can be claimed
     * @param claimUntil at this time no longer
     * @param useFrom from this time on it can be used, with useUntil
     * @param useDays or so many days of 24 hours from when it is claimed
     * @param claims how many there are
     * @param claimsPerBuyer how many one buyer may claim; the next when she has used the one before
     * @param uses how many can be used, left out for all
     */
    record PromotionBody(
            @NotBlank @Size(max = 60) @Note String title,
            @NotNull Scope.Kind scope,
            @Nullable ProducerId producerId,
            @Nullable ListingId listingId,
            @Nullable SessionId sessionId,
            @NotNull Bearer bearer,
            @NotNull Terms.Kind kind,
            @Nullable @Min(1) @Max(DEAREST_FEN) Long amountFen,
            @Nullable @Min(1) @Max(999) Integer perMille,
            @Nullable @Min(1) @Max(DEAREST_FEN) Long capFen,
            @Nullable @Min(0) @Max(DEAREST_FEN) Long thresholdFen,
            @NotNull Promotion.Given given,
            @Nullable @Pattern(regexp = CODE) String code,
            @NotNull Instant claimFrom,
            @NotNull Instant claimUntil,
            @Nullable Instant useFrom,
            @Nullable Instant useUntil,
            @Nullable @Min(1) @Max(366) Integer useDays,
            @Min(1) @Max(MOST_COUPONS) long claims,
            @Nullable @Min(1) @Max(100) Integer claimsPerBuyer,
            @Nullable @Min(1) @Max(MOST_COUPONS) Long uses) {

        Promotion.Content content() {
            return new Promotion.Content(
                    title,
                    new Scope(scope, producerId, scopeId()),
                    new Terms(
                            kind,
                            moneyOrNull(amountFen),
                            perMille,
                            moneyOrNull(capFen),
                            thresholdFen == null ? Money.ZERO : new Money(thresholdFen)),
                    given,
                    code,
                    new Promotion.Times(
                            micros(claimFrom), micros(claimUntil), orNull(useFrom), orNull(useUntil), useDays),
                    new Promotion.Limits(claims, claimsPerBuyer == null ? 1 : claimsPerBuyer, uses));
        }

        /** Both at once make no scope: the desk refuses an id where none belongs. */
        private @Nullable UUID scopeId() {
            if (scope == Scope.Kind.SESSION) {
                return sessionId == null || listingId != null ? null : sessionId.value();
            }
            if (listingId != null) {
                return listingId.value();
            }
            return sessionId == null || scope == Scope.Kind.LISTING ? null : sessionId.value();
        }

        private static @Nullable Money moneyOrNull(@Nullable Long fen) {
            return fen == null ? null : new Money(fen);
        }

        private static @Nullable Instant orNull(@Nullable Instant time) {
            return time == null ? null : micros(time);
        }

        private static Instant micros(Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Letters, digits and hyphens; short ones would be guessed. */
    static final String CODE = "\\s*[A-Za-z0-9][A-Za-z0-9-]{5,30}[A-Za-z0-9]\\s*";

    /**
     * What everybody may know of a promotion.
     *
     * @param perMille which part of the price is taken off, rounded down to whole fen
     * @param thresholdFen what the goods must cost at least, at special prices and before coupons
     */
    record PromotionView(
            PromotionId id,
            String title,
            Scope.Kind scope,
            @Nullable ProducerId producerId,
            @Nullable ListingId listingId,
            @Nullable SessionId sessionId,
            Bearer bearer,
            Terms.Kind kind,
            @Nullable Money amountFen,
            @Nullable Integer perMille,
            @Nullable Money capFen,
            Money thresholdFen,
            Promotion.Given given,
            Instant claimFrom,
            Instant claimUntil,
            @Nullable Instant useFrom,
            @Nullable Instant useUntil,
            @Nullable Integer useDays,
            int claimsPerBuyer) {

        static PromotionView of(Promotion promotion) {
            Promotion.Content content = promotion.content();
            Scope scope = content.scope();
            UUID id = scope.id();
            return new PromotionView(
                    promotion.id(),
                    content.title(),
                    scope.kind(),
                    scope.producer(),
                    id == null || scope.kind() != Scope.Kind.LISTING ? null : new ListingId(id),
                    id == null || scope.kind() != Scope.Kind.SESSION ? null : new SessionId(id),
                    Bearer.valueOf(promotion.bearer().kind().name()),
                    content.terms().kind(),
                    content.terms().amount(),
                    content.terms().perMille(),
                    content.terms().cap(),
                    content.terms().threshold(),
                    content.given(),
                    content.times().claimFrom(),
                    content.times().claimUntil(),
                    content.times().useFrom(),
                    content.times().useUntil(),
                    content.times().useDays(),
                    content.limits().claimsPerBuyer());
        }
    }

    /**
     * What those know of it who keep it.
     *
     * @param agreed whether the host has agreed who is to bear it
     * @param claimed how many are claimed
     * @param used how many orders hold or have paid with
     */
    record KeptView(
            PromotionView promotion,
            @Nullable String code,
            Promotion.Status status,
            boolean agreed,
            long claims,
            @Nullable Long uses,
            long claimed,
            long used,
            int version) {

        static KeptView of(PromotionStore.Counted counted) {
            Promotion promotion = counted.promotion();
            Promotion.Content content = promotion.content();
            return new KeptView(
                    PromotionView.of(promotion),
                    content.code(),
                    promotion.status(),
                    promotion.agreed(),
                    content.limits().claims(),
                    content.limits().uses(),
                    counted.claimed(),
                    counted.used(),
                    promotion.version());
        }
    }

    /** @param usedAt since when an order holds it */
    record CouponView(
            CouponId id,
            Coupon.State state,
            PromotionView promotion,
            Instant claimedAt,
            Instant usableFrom,
            Instant usableUntil,
            @Nullable Instant usedAt) {

        static CouponView of(Coupon coupon, Instant now) {
            return new CouponView(
                    coupon.id(),
                    coupon.state(now),
                    PromotionView.of(coupon.promotion()),
                    coupon.claimedAt(),
                    coupon.usableFrom(),
                    coupon.usableUntil(),
                    coupon.usedAt());
        }
    }
}
