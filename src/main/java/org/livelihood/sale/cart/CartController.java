package org.livelihood.sale.cart;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Role;
import org.livelihood.sale.cart.CartBodies.KeysBody;
import org.livelihood.sale.cart.CartBodies.UnitsBody;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The cart of somebody who has signed in. */
@RestController
@RequestMapping("/api/v1/cart")
class CartController {

    private final Carts carts;
    private final Clock clock;

    CartController(Carts carts, Clock clock) {
        this.carts = carts;
        this.clock = clock;
    }

    record TokenBody(
            @NotNull @Pattern(regexp = GuestCartController.TOKEN)
            String token) {}

    private static CartOwner.Account of(Caller caller) {
        return new CartOwner.Account(caller.account());
    }

    private CartView view(Cart cart) {
        return CartView.of(cart, clock.instant());
    }

    /** Read the own cart. At the prices of now, with what has changed since each line was put in. */
    @GetMapping
    @Allow(Role.SHOPPER)
    Mono<CartView> get(Caller caller) {
        return carts.get(of(caller)).map(this::view);
    }

    /** Add to the own cart. Units come to those that are there already. */
    @PostMapping("/lines")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<CartView>> add(Caller caller, Once once, @Valid @RequestBody UnitsBody body) {
        return once.created(
                "cart-lines",
                body,
                CartView.class,
                () -> carts.add(of(caller), body.toUnits()).map(this::view));
    }

    /** Set a line of the own cart. So many units are wanted of it, also of one that is not there yet. */
    @PutMapping("/lines")
    @Allow(Role.SHOPPER)
    Mono<CartView> set(Caller caller, @Valid @RequestBody UnitsBody body) {
        return carts.set(of(caller), body.toUnits()).map(this::view);
    }

    /** Take lines out of the own cart. All that are named, or none. */
    @PostMapping("/lines/removal")
    @Allow(Role.SHOPPER)
    Mono<CartView> remove(Caller caller, @Valid @RequestBody KeysBody body) {
        return carts.remove(of(caller), body.toKeys()).map(this::view);
    }

    /** Take in a guest's cart. Its lines come to the own cart; asked again, nothing more comes. */
    @PostMapping("/merging")
    @Allow(Role.SHOPPER)
    Mono<CartView> merge(Caller caller, @Valid @RequestBody TokenBody body) {
        return carts.merge(of(caller), new CartOwner.Guest(body.token())).map(this::view);
    }
}
