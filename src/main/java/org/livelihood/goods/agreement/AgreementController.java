package org.livelihood.goods.agreement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AgreementController {

    private static final String SHA_256 = "[0-9a-f]{64}";

    private final Agreements agreements;

    AgreementController(Agreements agreements) {
        this.agreements = agreements;
    }

    /** @param evidenceHash SHA-256 of the signed document, 64 lower-case hex digits */
    record DraftBody(
            @NotBlank @Size(max = 120) String title,
            @NotNull @Valid Terms terms,
            @NotNull @Pattern(regexp = SHA_256) String evidenceHash,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {

        @AssertTrue
        @JsonIgnore
        boolean isInOrder() {
            return PlausibleDates.inOrder(from, until);
        }

        AgreementDraft toDraft() {
            return new AgreementDraft(terms, HexFormat.of().parseHex(evidenceHash), from, until);
        }
    }

    record Items<T>(List<T> items) {}

    /** Draw up an agreement. With its first version, which is not in force yet. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{producer}/agreements")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AgreementVersion> draw(Caller caller, @PathVariable ProducerId producer, @Valid @RequestBody DraftBody body) {
        return agreements.draw(caller, producer, body.title(), body.toDraft());
    }

    /** Write the next version of an agreement. It is not in force yet. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{producer}/agreements/{id}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AgreementVersion> amend(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable AgreementId id,
            @Valid @RequestBody DraftBody body) {
        return agreements.amend(caller, producer, id, body.toDraft());
    }

    /**
     * Bring a version of an agreement into force. From its first day on it stands in place of the versions before it.
     * The first one may have begun before; those after it hold from today on at the earliest.
     *
     * @param version the version's number, counted from 1
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{producer}/agreements/{id}/versions/{version}/activation")
    Mono<AgreementVersion> activate(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable AgreementId id,
            @PathVariable @Min(1) int version) {
        return agreements.activate(caller, producer, id, version);
    }

    /** List a producer's agreements. All versions of them, and whether each is in force. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/api/v1/producers/{producer}/agreements")
    Mono<Items<ListedAgreement>> list(Caller caller, @PathVariable ProducerId producer) {
        return agreements.list(caller, producer).map(Items::new);
    }
}
