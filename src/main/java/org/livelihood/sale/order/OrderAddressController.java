package org.livelihood.sale.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.address.FrozenAddresses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/orders/{id}/address")
class OrderAddressController {

    private final OrderAddresses addresses;

    OrderAddressController(OrderAddresses addresses) {
        this.addresses = addresses;
    }

    record AddressChoice(@NotNull AddressId addressId) {}

    /** @param region names from the province down to the region */
    record DestinationView(String recipient, String phone, String regionCode, List<String> region, String detail) {

        private static DestinationView of(FrozenAddresses.Frozen frozen) {
            Destination to = frozen.to();
            return new DestinationView(to.recipient(), to.phone(), to.regionCode(), frozen.region(), to.detail());
        }
    }

    record ReadingsView(List<FrozenAddresses.Reading> items) {}

    /** Read where an order goes. For its buyer and for those who pack it; that these read it is recorded. */
    @GetMapping
    @Allow({Role.SHOPPER, Role.PRODUCER})
    Mono<ResponseEntity<DestinationView>> get(Caller caller, @PathVariable OrderId id) {
        return addresses.get(caller, id).map(OrderAddressController::answer);
    }

    /** Change where an order goes. To another address of the buyer's book, until it is packed. */
    @PutMapping
    @Allow(Role.SHOPPER)
    Mono<ResponseEntity<DestinationView>> put(
            Caller caller, @PathVariable OrderId id, @Valid @RequestBody AddressChoice body) {
        return addresses.put(caller, id, body.addressId()).map(OrderAddressController::answer);
    }

    /** List who read where it goes. Accounts of the producer, the newest hundred. */
    @GetMapping("/readings")
    @Allow(Role.SHOPPER)
    Mono<ReadingsView> readings(Caller caller, @PathVariable OrderId id) {
        return addresses.readings(caller, id).map(ReadingsView::new);
    }

    private static ResponseEntity<DestinationView> answer(FrozenAddresses.Frozen frozen) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(DestinationView.of(frozen));
    }
}
