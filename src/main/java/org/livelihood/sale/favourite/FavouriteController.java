package org.livelihood.sale.favourite;

import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class FavouriteController {

    private final Favourites favourites;

    FavouriteController(Favourites favourites) {
        this.favourites = favourites;
    }

    /** List own favourites. The newest first, each as it stands now. */
    @GetMapping("/favourites")
    @Allow(Role.SHOPPER)
    Mono<Page<KeptView>> own(Caller caller, Paging paging) {
        return favourites.own(caller, paging.after(), paging.limit()).map(page -> page.map(KeptView::of));
    }

    /** Keep a listing. One that is kept already stays as it was. */
    @PutMapping("/favourites/{listing}")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> keep(Caller caller, @PathVariable ListingId listing) {
        return favourites.keep(caller, listing);
    }

    /** Keep a listing no longer. */
    @DeleteMapping("/favourites/{listing}")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> drop(Caller caller, @PathVariable ListingId listing) {
        return favourites.drop(caller, listing);
    }

    /** List own footprints. What the caller looked at, the newest first; at most 200, for 90 days. */
    @GetMapping("/footprints")
    @Allow(Role.SHOPPER)
    Mono<Page<KeptView>> steps(Caller caller, Paging paging) {
        return favourites.steps(caller, paging.after(), paging.limit()).map(page -> page.map(KeptView::of));
    }

    /** Remember that a listing was looked at. */
    @PutMapping("/footprints/{listing}")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> looked(Caller caller, @PathVariable ListingId listing) {
        return favourites.looked(caller, listing);
    }

    /** Wipe own footprints. */
    @DeleteMapping("/footprints")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> wipe(Caller caller) {
        return favourites.wipe(caller);
    }
}
