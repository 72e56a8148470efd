package org.livelihood.sale.cart;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.sale.cart.CartBodies.KeysBody;
import org.livelihood.sale.cart.CartBodies.UnitsBody;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The cart of somebody who has not signed in, known by a token that she alone has. */
@RestController
@RequestMapping("/api/v1/guest-cart")
class GuestCartController {

    static final String TOKEN = "[A-Za-z0-9_-]{43}";
    private static final String HEADER = "Cart-Token";

    private final Carts carts;
    private final Clock clock;

    GuestCartController(Carts carts, Clock clock) {
        this.carts = carts;
        this.clock = clock;
    }

    record OpenedView(String token) {}

    private CartView view(Cart cart) {
        return CartView.of(cart, clock.instant());
    }

    /** Open a guest's cart. It ends 30 days after it was changed last. */
    @PostMapping
    @PublicEndpoint
    @ResponseStatus(HttpStatus.CREATED)
    Mono<OpenedView> open() {
        return carts.open().map(guest -> new OpenedView(guest.token()));
    }

    /**
     * Read a guest's cart. At the prices of now, with what has changed since each line was put in.
     *
     * @param token as the cart was opened with
     */
    @GetMapping
    @PublicEndpoint
    Mono<CartView> get(@RequestHeader(HEADER) @Pattern(regexp = TOKEN) String token) {
        return carts.get(new CartOwner.Guest(token)).map(this::view);
    }

    /**
     * Set a line of a guest's cart. So many units are wanted of it, also of one that is not there yet.
     *
     * @param token as the cart was opened with
     */
    @PutMapping("/lines")
    @PublicEndpoint
    Mono<CartView> set(
            @RequestHeader(HEADER) @Pattern(regexp = TOKEN) String token, @Valid @RequestBody UnitsBody body) {
        return carts.set(new CartOwner.Guest(token), body.toUnits()).map(this::view);
    }

    /**
     * Take lines out of a guest's cart. All that are named, or none.
     *
     * @param token as the cart was opened with
     */
    @PostMapping("/lines/removal")
    @PublicEndpoint
    Mono<CartView> remove(
            @RequestHeader(HEADER) @Pattern(regexp = TOKEN) String token, @Valid @RequestBody KeysBody body) {
        return carts.remove(new CartOwner.Guest(token), body.toKeys()).map(this::view);
    }
}
