package org.livelihood.people.asset;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.asset.Asset.EventKind;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/assets")
class AssetController {

    private static final long MOST_UNITS = 1_000_000_000L;
    private static final long MOST_FEN = 100_000_000_000L;

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    record AssetBody(
            @NotNull HouseholdId householdId,
            @NotNull Asset.Kind kind,
            @NotBlank @Size(max = 80) String what,
            @Positive @Max(MOST_UNITS) long units,
            @Positive @Max(MOST_FEN) long valueFen,
            @NotNull LocalDate givenOn,
            @NotBlank @Size(max = 100) String evidence) {

        Asset.Draft toDraft() {
            return new Asset.Draft(householdId, kind, what, units, new Money(valueFen), givenOn, evidence);
        }
    }

    /** For REVERSED only {@code reverses} and the evidence count; the units are those of the event that was wrong. */
    record EventBody(
            @NotNull EventKind kind,
            @PositiveOrZero @Max(MOST_UNITS) long units,
            @NotNull LocalDate on,
            boolean relieved,
            @Nullable @Positive Integer reverses,
            @NotBlank @Size(max = 100) String evidence) {

        @AssertTrue
        boolean isReversalOfAnEvent() {
            return (kind == EventKind.REVERSED) == (reverses != null);
        }

        Asset.EventDraft toDraft() {
            return new Asset.EventDraft(kind, units, on, relieved, reverses, evidence);
        }
    }

    record IdView(AssetId id) {}

    /**
     * Record what was given to a household in kind. Hens, seedlings or tools, for instance. What is RECOVERABLE becomes
     * an advance that the household gives back.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<IdView>> give(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody AssetBody body) {
        return once.created(
                "give " + producer,
                body,
                IdView.class,
                () -> assets.give(caller, producer, body.toDraft()).map(IdView::new));
    }

    /** Record what became of an asset. It was counted, lost or given back, or an entry was wrong. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/{id}/events")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Asset.History>> record(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable AssetId id,
            Once once,
            @Valid @RequestBody EventBody body) {
        return once.created(
                "asset event " + id,
                body,
                Asset.History.class,
                () -> assets.record(caller, producer, id, body.toDraft()));
    }

    /** Read an asset. With its history and the units that are left. */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}")
    Mono<Asset.History> get(Caller caller, @PathVariable ProducerId producer, @PathVariable AssetId id) {
        return assets.get(caller, producer, id);
    }

    /** List what a producer gave in kind. The oldest first. */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping
    Mono<Page<Asset>> list(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return assets.list(caller, producer, paging.after(), paging.limit());
    }
}
