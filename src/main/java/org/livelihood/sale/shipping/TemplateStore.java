package org.livelihood.sale.shipping;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class TemplateStore {

    private static final TypeReference<List<ShippingRule>> RULES = new TypeReference<>() {};

    private static final String OF_PRODUCERS = """
            SELECT t.producer_id, t.id, t.name, t.basis, t.by_default, t.rules, t.version,
                   ARRAY(SELECT l.listing_id FROM shipping_listing l
                          WHERE (l.producer_id, l.template_id) = (t.producer_id, t.id)) AS listings
              FROM shipping_template t
             WHERE t.producer_id = ANY(:producers)
             ORDER BY t.by_default DESC, t.id""";

    private static final String ADD = """
            INSERT INTO shipping_template (producer_id, id, name, basis, by_default, rules)
            VALUES (:producer, :id, :name, :basis, false, :rules)""";

    private static final String CHANGE = """
            UPDATE shipping_template SET name = :name, basis = :basis, rules = :rules, version = version + 1
             WHERE producer_id = :producer AND id = :id""";

    private static final String NONE_BY_DEFAULT = """
            UPDATE shipping_template SET by_default = false, version = version + 1
             WHERE producer_id = :producer AND by_default AND id <> :id""";

    private static final String BY_DEFAULT = """
            UPDATE shipping_template SET by_default = true
             WHERE producer_id = :producer AND id = :id AND NOT by_default""";

    private static final String DELETE = """
            DELETE FROM shipping_template WHERE producer_id = :producer AND id = :id""";

    private static final String HAS_LISTING = """
            SELECT EXISTS (SELECT FROM catalog_offer WHERE producer_id = :producer AND listing_id = :listing) AS has""";

    private static final String ASSIGN = """
            INSERT INTO shipping_listing (producer_id, listing_id, template_id) VALUES (:producer, :listing, :id)
            ON CONFLICT (producer_id, listing_id) DO UPDATE SET template_id = excluded.template_id""";

    private static final String UNASSIGN = """
            DELETE FROM shipping_listing WHERE producer_id = :producer AND listing_id = :listing""";

    private final DatabaseClient database;
    private final JsonMapper json;

    TemplateStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param listings those that name it */
    record Stored(ShippingTemplate template, List<ListingId> listings) {}

    /** Templates of a producer change one after the other: which is the default stands in no row of its own. */
    Mono<Void> takeTurn(ProducerId producer) {
        return Turns.take(database, "shipping", producer.toString());
    }

    /** The default first. */
    Flux<Stored> of(Collection<ProducerId> producers) {
        return database.sql(OF_PRODUCERS)
                .bind("producers", Columns.ids(producers, producer -> producer))
                .map(this::stored)
                .all();
    }

    Mono<Void> add(ShippingTemplate template) {
        return write(ADD, template).then(makeDefault(template));
    }

    Mono<Void> change(ShippingTemplate template) {
        return write(CHANGE, template).then(makeDefault(template));
    }

    private Mono<Void> write(String sql, ShippingTemplate template) {
        return one(sql, template.producer(), template.id())
                .bind("name", template.name())
                .bind("basis", template.basis().name())
                .bind("rules", json.writeValueAsString(template.rules()))
                .then();
    }

    /** The index that allows one of them wants the former to step back first. */
    private Mono<Void> makeDefault(ShippingTemplate template) {
        return template.byDefault()
                ? one(NONE_BY_DEFAULT, template.producer(), template.id())
                        .then()
                        .then(one(BY_DEFAULT, template.producer(), template.id())
                                .then())
                : Mono.empty();
    }

    Mono<Void> delete(ProducerId producer, TemplateId id) {
        return one(DELETE, producer, id).then();
    }

    Mono<Boolean> hasListing(ProducerId producer, ListingId listing) {
        return listing(HAS_LISTING, producer, listing)
                .map(row -> Rows.flag(row, "has"))
                .one();
    }

    Mono<Void> assign(ProducerId producer, ListingId listing, TemplateId id) {
        return listing(ASSIGN, producer, listing).bind("id", id.value()).then();
    }

    Mono<Void> unassign(ProducerId producer, ListingId listing) {
        return listing(UNASSIGN, producer, listing).then();
    }

    private DatabaseClient.GenericExecuteSpec one(String sql, ProducerId producer, TemplateId id) {
        return database.sql(sql).bind("producer", producer.value()).bind("id", id.value());
    }

    private DatabaseClient.GenericExecuteSpec listing(String sql, ProducerId producer, ListingId listing) {
        return database.sql(sql).bind("producer", producer.value()).bind("listing", listing.value());
    }

    private Stored stored(Readable row) {
        ShippingTemplate template = new ShippingTemplate(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", TemplateId::new),
                Rows.text(row, "name"),
                Rows.name(row, "basis", ShippingTemplate.Basis.class),
                Rows.flag(row, "by_default"),
                json.readValue(Rows.text(row, "rules"), RULES),
                Rows.integer(row, "version"));
        return new Stored(
                template,
                Stream.of(Rows.required(row, "listings", UUID[].class))
                        .map(ListingId::new)
                        .toList());
    }
}
