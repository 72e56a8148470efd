package org.livelihood.goods.lot;

import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class MakersController {

    private static final String GUEST_CACHE = "public, max-age=60, stale-while-revalidate=600";

    private final Makers makers;

    MakersController(Makers makers) {
        this.makers = makers;
    }

    /** Read who made a listing. How many households; not told where they are so few that they could be known. */
    @PublicEndpoint
    @GetMapping("/api/v1/listings/{id}/makers")
    Mono<ResponseEntity<Makers.Made>> of(@PathVariable ListingId id) {
        return makers.of(id)
                .map(made -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .body(made));
    }
}
