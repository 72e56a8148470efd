package org.livelihood.sale.order;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The hot path: a batch of purchases in one statement. */
@Repository
class PlacementStore {

    private static final String COLUMNS = """
            SELECT o_request, o_outcome, o_sku, o_order, o_line, o_title, o_option, o_image, o_price, o_quantity
            """;

    private static final String PLACE = COLUMNS + """
              FROM order_place(:producer, :buyers, :keys,
                               (SELECT array_agg(decode(f.hex, 'hex') ORDER BY f.n)
                                  FROM unnest(:fingerprints) WITH ORDINALITY AS f (hex, n)),
                               :sessions, :orders, :requests, :lines, :skus, :quantities, :quoted, :placed, :expires,
                               :quotes, :discounts, :shippings)""";

    private static final String PLACE_SEVERAL = COLUMNS + """
              FROM order_place_several(:buyer, :key, :fingerprint, :session, :quote, :producers, :orders, :lines,
                                       :skus, :quantities, :quoted, :discounts, :shippings, :placed, :expires)""";

    private static final String PRODUCERS = """
            SELECT sku_id, producer_id FROM catalog_offer WHERE sku_id = ANY(:skus)""";

    private final DatabaseClient database;

    PlacementStore(DatabaseClient database) {
        this.database = database;
    }

    /** Whose SKUs these are; an unknown one is left out. */
    Mono<Map<SkuId, ProducerId>> producers(Collection<SkuId> skus) {
        return database.sql(PRODUCERS)
                .bind("skus", Columns.ids(skus, sku -> sku))
                .map(row -> Map.entry(Rows.id(row, "sku_id", SkuId::new), Rows.id(row, "producer_id", ProducerId::new)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A row of the functions' answer: one a line of what was placed, one an order replayed, one a refusal. */
    private record Row(
            int request,
            String outcome,
            @Nullable UUID sku,
            @Nullable UUID order,
            Order.@Nullable Line line) {}

    /** A line with the place of its purchase in the batch, and its part. */
    private record Wanted(int request, Purchase.Part part, Purchase.Item item) {}

    /** Purchases of one producer, each with one part. */
    Mono<List<Placement>> place(ProducerId producer, List<Purchase> batch, Instant placed, Instant expires) {
        List<Wanted> wanted = wanted(batch);
        Map<OrderLineId, Money> taken = taken(wanted);
        return withLines(PLACE, wanted)
                .bind("producer", producer.value())
                .bind("buyers", Columns.ids(batch, Purchase::buyer))
                .bind("keys", Columns.texts(batch, purchase -> purchase.key().text()))
                .bind("fingerprints", Columns.texts(batch, PlacementStore::fingerprint))
                .bind("sessions", Columns.ids(batch, Purchase::session))
                .bind(
                        "orders",
                        Columns.ids(batch, purchase -> purchase.parts().get(0).order()))
                .bind("requests", Columns.integers(wanted, Wanted::request))
                .bind("placed", placed)
                .bind("expires", expires)
                .bind("quotes", quotes(batch))
                .bind("shippings", shippings(batch))
                .map(row -> row(row, taken))
                .all()
                .collectList()
                .map(rows -> placements(batch, rows, placed, expires));
    }

    /** A purchase of one producer or several: one order of each, or none. */
    Mono<Placement> placeSeveral(Purchase purchase, Instant placed, Instant expires) {
        List<Purchase> batch = List.of(purchase);
        List<Wanted> wanted = wanted(batch);
        Map<OrderLineId, Money> taken = taken(wanted);
        return withLines(PLACE_SEVERAL, wanted)
                .bind("buyer", purchase.buyer().value())
                .bind("key", purchase.key().text())
                .bind("fingerprint", purchase.key().fingerprint())
                .bind("session", Columns.idOrNull(purchase.session()))
                .bind("quote", Columns.idOrNull(purchase.quote()))
                .bind("shippings", Columns.fen(wanted, line -> line.part().shipping()))
                .bind("producers", Columns.ids(wanted, line -> line.part().producer()))
                .bind("orders", Columns.ids(wanted, line -> line.part().order()))
                .bind("placed", placed)
                .bind("expires", expires)
                .map(row -> row(row, taken))
                .all()
                .collectList()
                .map(rows -> placements(batch, rows, placed, expires).get(0));
    }

    private DatabaseClient.GenericExecuteSpec withLines(String sql, List<Wanted> wanted) {
        return database.sql(sql)
                .bind("lines", Columns.ids(wanted, line -> line.item().line()))
                .bind("skus", Columns.ids(wanted, line -> line.item().sku()))
                .bind("quantities", Columns.longs(wanted, line -> line.item().quantity()))
                .bind("quoted", Columns.longs(wanted, line -> fenOf(line.item().quoted())))
                .bind("discounts", discounts(wanted));
    }

    private static @Nullable Long fenOf(@Nullable Money price) {
        return price == null ? null : price.fen();
    }

    private static List<Wanted> wanted(List<Purchase> batch) {
        List<Wanted> lines = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            for (Purchase.Part part : batch.get(i).parts()) {
                for (Purchase.Item item : part.items()) {
                    lines.add(new Wanted(i + 1, part, item));
                }
            }
        }
        return lines;
    }

    /** As digits: the driver writes an array of bytes as text, and loses what it escapes. */
    private static String fingerprint(Purchase purchase) {
        return HexFormat.of().formatHex(purchase.key().fingerprint());
    }

    /** Null where nobody buys a quote, so that none is looked for. */
    private static Parameter quotes(List<Purchase> batch) {
        boolean some = batch.stream().anyMatch(purchase -> purchase.quote() != null);
        return some ? Parameters.in(Columns.ids(batch, Purchase::quote)) : Parameters.in(UUID[].class);
    }

    /** Null where nothing is taken off any line. */
    private static Parameter discounts(List<Wanted> wanted) {
        boolean some = wanted.stream().anyMatch(line -> !line.item().discounts().isEmpty());
        return some ? Parameters.in(Columns.fen(wanted, line -> line.item().discount())) : Parameters.in(Long[].class);
    }

    /** Null where sending costs nothing. */
    private static Parameter shippings(List<Purchase> batch) {
        List<Money> fees = batch.stream()
                .map(purchase -> purchase.parts().get(0).shipping())
                .toList();
        boolean some = fees.stream().anyMatch(Money::isPositive);
        return some ? Parameters.in(Columns.fen(fees, fee -> fee)) : Parameters.in(Long[].class);
    }

    /** What is taken off each line. */
    private static Map<OrderLineId, Money> taken(List<Wanted> wanted) {
        return wanted.stream()
                .collect(Collectors.toMap(
                        line -> line.item().line(), line -> line.item().discount()));
    }

    private static Row row(Readable row, Map<OrderLineId, Money> taken) {
        UUID line = row.get("o_line", UUID.class);
        return new Row(
                Rows.integer(row, "o_request"),
                Rows.text(row, "o_outcome"),
                row.get("o_sku", UUID.class),
                row.get("o_order", UUID.class),
                line == null ? null : line(row, new OrderLineId(line), taken));
    }

    private static Order.Line line(Readable row, OrderLineId id, Map<OrderLineId, Money> taken) {
        return new Order.Line(
                id,
                Rows.id(row, "o_sku", SkuId::new),
                Rows.text(row, "o_title"),
                row.get("o_option", String.class),
                Rows.idOrNull(row, "o_image", ImageId::new),
                Rows.money(row, "o_price"),
                Rows.number(row, "o_quantity"),
                taken.getOrDefault(id, Money.ZERO),
                Money.ZERO,
                Money.ZERO,
                0,
                0);
    }

    private static List<Placement> placements(List<Purchase> batch, List<Row> rows, Instant placed, Instant expires) {
        List<List<Row>> byRequest = new ArrayList<>();
        batch.forEach(purchase -> byRequest.add(new ArrayList<>()));
        rows.forEach(row -> byRequest.get(row.request() - 1).add(row));
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            placements.add(placement(batch.get(i), byRequest.get(i), placed, expires));
        }
        return placements;
    }

    private static Placement placement(Purchase purchase, List<Row> rows, Instant placed, Instant expires) {
        Row first = rows.get(0);
        return switch (first.outcome()) {
            case "PLACED" -> new Placement.Placed(orders(purchase, rows, placed, expires));
            case "REPLAYED" ->
                new Placement.Replayed(rows.stream()
                        .map(row -> new OrderId(Objects.requireNonNull(row.order())))
                        .toList());
            default -> new Placement.Refused(first.outcome(), first.sku() == null ? null : new SkuId(first.sku()));
        };
    }

    private static List<Order> orders(Purchase purchase, List<Row> rows, Instant placed, Instant expires) {
        Map<UUID, List<Order.Line>> byOrder = new HashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(Objects.requireNonNull(row.order()), id -> new ArrayList<>())
                .add(Objects.requireNonNull(row.line())));
        return purchase.parts().stream()
                .map(part -> order(
                        purchase,
                        part,
                        Objects.requireNonNull(byOrder.get(part.order().value())),
                        placed,
                        expires))
                .toList();
    }

    private static Order order(
            Purchase purchase, Purchase.Part part, List<Order.Line> lines, Instant placed, Instant expires) {
        return new Order(
                part.producer(),
                part.order(),
                purchase.buyer(),
                purchase.session(),
                Order.Status.AWAITING_PAYMENT,
                Money.sum(lines.stream().map(Order.Line::net).toList()).plus(part.shipping()),
                part.shipping(),
                Money.ZERO,
                placed,
                expires,
                null,
                lines,
                null,
                null);
    }
}
