package org.livelihood.sale.shipping;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.ProducerId;
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
@RequestMapping("/api/v1/producers/{producer}")
class ShippingController {

    private static final long MOST_FEE = 1_000_000;
    private static final long MOST_UNITS = 1_000_000_000;
    private static final int MOST_REGIONS = 4000;

    private final ShippingTemplates templates;

    ShippingController(ShippingTemplates templates) {
        this.templates = templates;
    }

    /**
     * From how much on shipping is free; at least one of the three.
     *
     * @param amountFen what the goods cost after discounts
     * @param all true when each of those that are given must be reached, otherwise one of them is enough
     */
    record FreeFromBody(
            @Nullable @Positive @Max(MOST_UNITS) Long pieces,
            @Nullable @Positive @Max(MOST_UNITS) Long grams,
            @Nullable @Positive @Max(MOST_UNITS) Long amountFen,
            @Nullable Boolean all) {

        private ShippingRule.FreeFrom free() {
            return new ShippingRule.FreeFrom(
                    pieces, grams, amountFen == null ? null : new Money(amountFen), Boolean.TRUE.equals(all));
        }

        private static @Nullable FreeFromBody of(ShippingRule.@Nullable FreeFrom free) {
            if (free == null) {
                return null;
            }
            Money amount = free.amount();
            return new FreeFromBody(free.pieces(), free.grams(), amount == null ? null : amount.fen(), free.all());
        }
    }

    /**
     * What a template says of some regions.
     *
     * @param regions codes of provinces, prefectures, counties or townships; left out in the one rule for everywhere
     *     else
     * @param notServed true where nothing is sent
     * @param first pieces or grams that the first fee is for
     * @param step pieces or grams that each further fee is for
     */
    record RuleBody(
            @Nullable @Size(max = MOST_REGIONS) List<@NotNull @Pattern(regexp = Region.CODE) String> regions,
            @Nullable Boolean notServed,
            @Min(1) @Max(MOST_UNITS) long first,
            @PositiveOrZero @Max(MOST_FEE) long firstFeeFen,
            @Min(1) @Max(MOST_UNITS) long step,
            @PositiveOrZero @Max(MOST_FEE) long stepFeeFen,
            @Nullable @Valid FreeFromBody freeFrom) {

        private ShippingRule rule() {
            return new ShippingRule(
                    Objects.requireNonNullElse(regions, List.of()),
                    !Boolean.TRUE.equals(notServed),
                    first,
                    new Money(firstFeeFen),
                    step,
                    new Money(stepFeeFen),
                    freeFrom == null ? null : freeFrom.free());
        }

        private static RuleBody of(ShippingRule rule) {
            return new RuleBody(
                    rule.regions(),
                    !rule.served(),
                    rule.first(),
                    rule.firstFee().fen(),
                    rule.step(),
                    rule.stepFee().fen(),
                    FreeFromBody.of(rule.free()));
        }
    }

    /** @param byDefault true makes it the one of all listings that name none */
    record TemplateBody(
            @NotBlank @Size(max = 60) @Name String name,
            @NotNull ShippingTemplate.Basis basis,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid RuleBody> rules,
            @Nullable Boolean byDefault) {

        private ShippingTemplates.Content content() {
            return new ShippingTemplates.Content(
                    name, basis, rules.stream().map(RuleBody::rule).toList(), Boolean.TRUE.equals(byDefault));
        }
    }

    /** @param listings that name it */
    record TemplateView(
            TemplateId id,
            String name,
            ShippingTemplate.Basis basis,
            List<RuleBody> rules,
            boolean byDefault,
            List<ListingId> listings,
            int version) {

        private static TemplateView of(TemplateStore.Stored stored) {
            ShippingTemplate template = stored.template();
            return new TemplateView(
                    template.id(),
                    template.name(),
                    template.basis(),
                    template.rules().stream().map(RuleBody::of).toList(),
                    template.byDefault(),
                    stored.listings(),
                    template.version());
        }
    }

    record TemplatesView(List<TemplateView> items) {}

    /** @param templateId null for the producer's default */
    record AssignmentBody(@Nullable TemplateId templateId) {}

    /** List a producer's shipping templates. The default first. */
    @GetMapping("/shipping-templates")
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    Mono<TemplatesView> list(Caller caller, @PathVariable ProducerId producer) {
        return templates
                .list(caller, producer)
                .map(all -> new TemplatesView(all.stream().map(TemplateView::of).toList()));
    }

    /** Add a shipping template. A producer's first becomes its default. Until it has one, sending is free. */
    @PostMapping("/shipping-templates")
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<TemplateView>> add(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody TemplateBody body) {
        return once.created(
                "shipping-templates",
                List.of(producer, body),
                TemplateView.class,
                () -> templates.add(caller, producer, body.content()).map(TemplateView::of));
    }

    /** Write a shipping template anew. Orders that are placed keep what they were told. */
    @PutMapping("/shipping-templates/{id}")
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<ResponseEntity<TemplateView>> change(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable TemplateId id,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody TemplateBody body) {
        return templates
                .change(caller, producer, id, version, body.content())
                .map(TemplateView::of)
                .map(view ->
                        ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view));
    }

    /** Delete a shipping template. One that no listing names; the default last. */
    @DeleteMapping("/shipping-templates/{id}")
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable TemplateId id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return templates.delete(caller, producer, id, IfMatch.orAnything(version));
    }

    /** Choose the shipping template of a listing. */
    @PutMapping("/listings/{listing}/shipping-template")
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> assign(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable ListingId listing,
            @Valid @RequestBody AssignmentBody body) {
        return templates.assign(caller, producer, listing, body.templateId());
    }
}
