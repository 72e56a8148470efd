package org.livelihood.sale.address;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/addresses")
class AddressController {

    private static final String PRIVATE = "private, no-store";

    private final Addresses addresses;
    private final PastedAddresses pasted;
    private final Regions regions;

    AddressController(Addresses addresses, PastedAddresses pasted, Regions regions) {
        this.addresses = addresses;
        this.pasted = pasted;
        this.regions = regions;
    }

    /** @param byDefault true makes it the default, anything else leaves the default as it is */
    record AddressBody(
            @NotBlank @Size(max = 60) @Name String recipient,
            @NotBlank @Size(max = 40) String phone,
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotBlank @Size(max = 200) String detail,
            @Nullable Boolean byDefault) {

        private Destination to() {
            return new Destination(recipient, phone, regionCode, detail);
        }

        private boolean becomesDefault() {
            return Boolean.TRUE.equals(byDefault);
        }
    }

    record TextBody(@NotBlank @Size(max = 500) @Note String text) {}

    /** @param region names from the province down to the region */
    record AddressView(
            AddressId id,
            String recipient,
            String phone,
            String regionCode,
            List<String> region,
            String detail,
            boolean byDefault,
            int version) {

        private static AddressView of(Address address, Map<String, List<String>> paths) {
            Destination to = address.to();
            return new AddressView(
                    address.id(),
                    to.recipient(),
                    to.phone(),
                    to.regionCode(),
                    paths.getOrDefault(to.regionCode(), List.of()),
                    to.detail(),
                    address.byDefault(),
                    address.version());
        }
    }

    record BookView(List<AddressView> items) {}

    /** Masked, for the answer to a key is kept for a day. */
    record AddedView(AddressId id, String recipient, String phone, String regionCode, boolean byDefault, int version) {

        private static AddedView of(Address address) {
            MaskedDestination to = address.to().mask();
            return new AddedView(
                    address.id(), to.recipient(), to.phone(), to.regionCode(), address.byDefault(), address.version());
        }
    }

    /** List own addresses. The default first, then the newest. */
    @GetMapping
    @Allow(Role.SHOPPER)
    Mono<ResponseEntity<BookView>> own(Caller caller) {
        return addresses
                .own(caller)
                .flatMap(book -> regions.paths(
                                book.stream().map(one -> one.to().regionCode()).toList())
                        .map(paths -> new BookView(book.stream()
                                .map(address -> AddressView.of(address, paths))
                                .toList())))
                .map(book -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
                        .body(book));
    }

    /** Read an own address. */
    @GetMapping("/{id}")
    @Allow(Role.SHOPPER)
    Mono<ResponseEntity<AddressView>> get(Caller caller, @PathVariable AddressId id) {
        return addresses.get(caller, id).flatMap(this::answer);
    }

    /** Add an address. The first becomes the default. The answer is masked: read the address itself to see it whole. */
    @PostMapping
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<AddedView>> add(Caller caller, Once once, @Valid @RequestBody AddressBody body) {
        return once.created(
                "addresses",
                body,
                AddedView.class,
                () -> addresses.add(caller, body.to(), body.becomesDefault()).map(AddedView::of));
    }

    /** Write an own address anew. */
    @PutMapping("/{id}")
    @Allow(Role.SHOPPER)
    Mono<ResponseEntity<AddressView>> change(
            Caller caller,
            @PathVariable AddressId id,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody AddressBody body) {
        return addresses
                .change(caller, id, version, body.to(), body.becomesDefault())
                .flatMap(this::answer);
    }

    /** Delete an own address. Was it the default, the newest of the others becomes it. */
    @DeleteMapping("/{id}")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            Caller caller,
            @PathVariable AddressId id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return addresses.delete(caller, id, IfMatch.orAnything(version));
    }

    /** Make an address the default. Parcels go there when nothing is said. */
    @PutMapping("/{id}/default")
    @Allow(Role.SHOPPER)
    Mono<ResponseEntity<AddressView>> makeDefault(
            Caller caller,
            @PathVariable AddressId id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return addresses.makeDefault(caller, id, IfMatch.orAnything(version)).flatMap(this::answer);
    }

    /** Tell the parts of a pasted address. They are to be confirmed: nothing is kept of it. */
    @PostMapping("/parsing")
    @Allow(Role.SHOPPER)
    Mono<PastedAddresses.Parts> parse(@Valid @RequestBody TextBody body) {
        return pasted.parse(body.text());
    }

    private Mono<ResponseEntity<AddressView>> answer(Address address) {
        return regions.paths(List.of(address.to().regionCode()))
                .map(paths -> ResponseEntity.ok()
                        .eTag("\"" + address.version() + "\"")
                        .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
                        .body(AddressView.of(address, paths)));
    }
}
