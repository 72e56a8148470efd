package org.livelihood.sale.promotion;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/special-prices")
class PriceController {

    private static final long DEAREST_FEN = 1_000_000_000L;

    private final SpecialPrices prices;
    private final Clock clock;

    PriceController(SpecialPrices prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * @param fromUnits from how many units on, left out for any number
     * @param from from this time on, left out for now
     * @param until no longer at this time, left out for as long as nobody ends it
     */
    record PriceBody(
            @NotNull SkuId skuId,
            @Nullable @Min(1) @Max(999) Integer fromUnits,
            @Min(1) @Max(DEAREST_FEN) long priceFen,
            @Nullable Instant from,
            @Nullable Instant until) {

        private SpecialPrice price(ProducerId producer, Instant now) {
            return new SpecialPrice(
                    producer,
                    Uuids.next(),
                    skuId,
                    fromUnits == null ? 1 : fromUnits,
                    new Money(priceFen),
                    (from == null ? now : from).truncatedTo(ChronoUnit.MICROS),
                    until == null ? null : until.truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** @param until null for as long as nobody ends it */
    record PriceView(
            UUID id,
            SkuId skuId,
            int fromUnits,
            Money priceFen,
            Instant from,
            @Nullable Instant until) {

        static PriceView of(SpecialPrice price) {
            return new PriceView(
                    price.id(), price.sku(), price.fromUnits(), price.price(), price.from(), price.until());
        }
    }

    record PricesView(List<PriceView> items, Instant serverNow) {}

    /** List a producer's special prices. Those that hold now and those to come. */
    @GetMapping
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<PricesView> list(Caller caller, @PathVariable ProducerId producer) {
        return prices.list(caller, producer)
                .map(all -> new PricesView(all.stream().map(PriceView::of).toList(), clock.instant()));
    }

    /**
     * Set a special price. For a while, from so many units on, or both; never above the list price. Of those that hold
     * a buyer pays the lowest, and the producer bears what is taken off.
     */
    @PostMapping
    @Allow(Role.PRODUCER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<PriceView>> add(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody PriceBody body) {
        return once.created(
                "special-prices",
                List.of(producer, body),
                PriceView.class,
                () -> prices.add(caller, body.price(producer, clock.instant())).map(PriceView::of));
    }

    /**
     * End a special price. From now on the list price holds; quotes that were given stand for their ten minutes.
     *
     * @param id which of the producer's special prices
     */
    @DeleteMapping("/{id}")
    @Allow(Role.PRODUCER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return prices.end(caller, producer, id);
    }
}
