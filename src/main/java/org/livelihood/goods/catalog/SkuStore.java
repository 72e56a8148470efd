package org.livelihood.goods.catalog;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.goods.catalog.Listing.SkuInfo;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What can be chosen on listings. */
@Repository
class SkuStore {

    /** A known SKU keeps its price; the ids are the listing's own, or new. */
    private static final String PUT_SKUS = """
            WITH withdrawn AS (
              UPDATE catalog_sku SET withdrawn = true WHERE listing_id = :listing AND id <> ALL (:ids)
            )
            INSERT INTO catalog_sku (id, listing_id, producer_id, position, option_name, option_values, price_fen,
                                     weight_grams, unit_description)
            SELECT id, :listing, :producer, position, option_name,
                   ARRAY(SELECT jsonb_array_elements_text(CAST(option_values AS jsonb))), price, weight,
                   unit_description
              FROM unnest(:ids, :names, :values, :prices, :weights, :units) WITH ORDINALITY
                AS s (id, option_name, option_values, price, weight, unit_description, position)
            ON CONFLICT (id) DO UPDATE
               SET position = excluded.position, option_name = excluded.option_name,
                   option_values = excluded.option_values,
                   weight_grams = excluded.weight_grams, unit_description = excluded.unit_description,
                   withdrawn = false""";

    private static final String PRICE = """
            UPDATE catalog_sku SET price_fen = :price WHERE id = :sku AND listing_id = :id""";

    private static final String BESIDES = """
            SELECT producer_id, id, listing_id FROM catalog_sku
             WHERE listing_id IN (SELECT listing_id FROM catalog_sku WHERE id = ANY (:skus))""";

    private static final String SKUS = """
            SELECT sku_id, producer_id, listing_id, title, option_name, price_fen, sellable
              FROM catalog_offer
             WHERE sku_id = ANY(:skus)""";

    private final DatabaseClient database;
    private final JsonMapper json;

    SkuStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Makes these the listing's SKUs, in this order; others are withdrawn. */
    Mono<Void> putSkus(ListingId listing, ProducerId producer, List<SkuChange> skus) {
        List<SkuDraft> drafts = skus.stream().map(SkuChange::draft).toList();
        return database.sql(PUT_SKUS)
                .bind("listing", listing.value())
                .bind("producer", producer.value())
                .bind("ids", skus.stream().map(SkuStore::idOf).toArray(UUID[]::new))
                .bind("names", Columns.texts(drafts, SkuDraft::optionName))
                .bind("values", Columns.texts(drafts, sku -> json.writeValueAsString(sku.optionValues())))
                .bind("prices", Columns.fen(drafts, SkuDraft::price))
                .bind("weights", Columns.integers(drafts, SkuDraft::weightGrams))
                .bind("units", Columns.texts(drafts, SkuDraft::unitDescription))
                .then();
    }

    private static UUID idOf(SkuChange sku) {
        SkuId known = sku.id();
        return known == null ? Uuids.next() : known.value();
    }

    Mono<Boolean> price(ListingId id, SkuId sku, Money price) {
        return database.sql(PRICE)
                .bind("id", id.value())
                .bind("sku", sku.value())
                .bind("price", price.fen())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    record OfListing(ListingId listing, ProducerId producer, SkuId sku) {}

    /** All SKUs of the listings that these belong to. */
    Flux<OfListing> besides(Collection<SkuId> skus) {
        return database.sql(BESIDES)
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .map(row -> new OfListing(
                        Rows.id(row, "listing_id", ListingId::new),
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.id(row, "id", SkuId::new)))
                .all();
    }

    Flux<SkuInfo> skus(Collection<SkuId> skus) {
        return database.sql(SKUS)
                .bind("skus", skus.stream().map(SkuId::value).toArray(UUID[]::new))
                .map(row -> new SkuInfo(
                        Rows.id(row, "sku_id", SkuId::new),
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.id(row, "listing_id", ListingId::new),
                        Rows.text(row, "title"),
                        Rows.text(row, "option_name"),
                        Rows.money(row, "price_fen"),
                        Boolean.TRUE.equals(row.get("sellable", Boolean.class))))
                .all();
    }
}
