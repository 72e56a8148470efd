package org.livelihood.income.attribution;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/attribution")
class AttributionController {

    private final Attributions attributions;

    AttributionController(Attributions attributions) {
        this.attributions = attributions;
    }

    /** List sales that wait for attribution. What was paid and cannot be split yet, with the reason. */
    @GetMapping("/parked")
    @Allow({Role.AUDITOR, Role.ADMIN})
    Mono<Page<ParkedLine>> parked(Paging paging) {
        return attributions.parked(paging.after(), paging.limit());
    }

    /** Try again to attribute a sale. */
    @PostMapping("/parked/{line}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(Role.ADMIN)
    Mono<Void> retry(@PathVariable OrderLineId line) {
        return attributions.retry(line);
    }

    /** Recompute an attribution. Says whether the stored parts are, to the byte, what the stored inputs give. */
    @GetMapping("/lines/{line}/recomputation")
    @Allow({Role.AUDITOR, Role.ADMIN})
    Mono<RecomputedLine> recompute(@PathVariable OrderLineId line) {
        return attributions.recompute(line);
    }

    record LotBody(@NotNull LotId lotId) {}

    /** Say which lot a line was packed from. For when the packer scanned another lot than was planned. */
    @PutMapping("/producers/{producer}/lines/{line}/lot")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<Void> repack(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable OrderLineId line,
            @Valid @RequestBody LotBody body) {
        return attributions.repack(caller, producer, line, body.lotId());
    }
}
