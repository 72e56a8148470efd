package org.livelihood.sale.order;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private static final String PLACE = """
            SELECT o_request, o_outcome, o_sku, o_order, o_producer, o_line, o_title, o_option, o_image, o_price,
                   o_quantity
              FROM order_place(:buyers, :keys,
                               (SELECT array_agg(decode(f.hex, 'hex') ORDER BY f.n)
                                  FROM unnest(:fingerprints) WITH ORDINALITY AS f (hex, n)),
                               :sessions, :requests, :orders, :places, :lines, :skus, :quantities, :quoted, :placed,
                               :expires, :quotes)""";

    private final DatabaseClient database;

    PlacementStore(DatabaseClient database) {
        this.database = database;
    }

    /** A row of the function's answer: one a line of what was placed, one an order replayed, one a refusal. */
    private record Row(
            int request,
            String outcome,
            @Nullable UUID sku,
            @Nullable UUID order,
            @Nullable UUID producer,
            Order.@Nullable Line line) {}

    Mono<List<Placement>> place(List<Purchase> batch, Instant placed, Instant expires) {
        Columns columns = new Columns(batch);
        return database.sql(PLACE)
                .bind("buyers", columns.buyers.toArray(UUID[]::new))
                .bind("keys", columns.keys.toArray(String[]::new))
                .bind("fingerprints", columns.fingerprints.toArray(String[]::new))
                .bind("sessions", columns.sessions.toArray(UUID[]::new))
                .bind("requests", columns.requests.toArray(Integer[]::new))
                .bind("orders", columns.orders.toArray(UUID[]::new))
                .bind("places", columns.places.toArray(Integer[]::new))
                .bind("lines", columns.lines.toArray(UUID[]::new))
                .bind("skus", columns.skus.toArray(UUID[]::new))
                .bind("quantities", columns.quantities.toArray(Long[]::new))
                .bind("quoted", columns.quoted.toArray(Long[]::new))
                .bind("placed", placed)
                .bind("expires", expires)
                .bind("quotes", columns.quotes())
                .map(PlacementStore::row)
                .all()
                .collectList()
                .map(rows -> placements(batch, rows, placed, expires));
    }

    /** The batch as the function's arrays. */
    private static final class Columns {

        private final List<UUID> buyers = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        /** As digits: the driver writes an array of bytes as text, and loses what it escapes. */
        private final List<String> fingerprints = new ArrayList<>();

        private final List<@Nullable UUID> sessions = new ArrayList<>();
        private final List<@Nullable UUID> quotes = new ArrayList<>();
        private final List<Integer> requests = new ArrayList<>();
        private final List<UUID> orders = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private final List<UUID> lines = new ArrayList<>();
        private final List<UUID> skus = new ArrayList<>();
        private final List<Long> quantities = new ArrayList<>();
        private final List<@Nullable Long> quoted = new ArrayList<>();

        private Columns(List<Purchase> batch) {
            batch.forEach(this::add);
        }

        private void add(Purchase purchase) {
            buyers.add(purchase.key().caller().account().value());
            keys.add(purchase.key().text());
            fingerprints.add(HexFormat.of().formatHex(purchase.key().fingerprint()));
            quotes.add(purchase.quote() == null ? null : purchase.quote().value());
            sessions.add(purchase.session() == null ? null : purchase.session().value());
            for (Purchase.Part part : purchase.parts()) {
                requests.add(buyers.size());
                orders.add(part.order().value());
                part.items().forEach(this::add);
            }
        }

        /** Null where nobody buys a quote, so that none is looked for. */
        private Parameter quotes() {
            boolean some = quotes.stream().anyMatch(Objects::nonNull);
            return some ? Parameters.in(quotes.toArray(UUID[]::new)) : Parameters.in(UUID[].class);
        }

        private void add(Purchase.Item item) {
            places.add(orders.size());
            lines.add(item.line().value());
            skus.add(item.sku().value());
            quantities.add(item.quantity());
            quoted.add(item.quoted() == null ? null : item.quoted().fen());
        }
    }

    private static Row row(Readable row) {
        UUID line = row.get("o_line", UUID.class);
        return new Row(
                Rows.integer(row, "o_request"),
                Rows.text(row, "o_outcome"),
                row.get("o_sku", UUID.class),
                row.get("o_order", UUID.class),
                row.get("o_producer", UUID.class),
                line == null ? null : line(row, new OrderLineId(line)));
    }

    private static Order.Line line(Readable row, OrderLineId id) {
        return new Order.Line(
                id,
                Rows.id(row, "o_sku", SkuId::new),
                Rows.text(row, "o_title"),
                row.get("o_option", String.class),
                Rows.idOrNull(row, "o_image", ImageId::new),
                Rows.money(row, "o_price"),
                Rows.number(row, "o_quantity"),
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
        Map<UUID, List<Row>> byOrder = new LinkedHashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(Objects.requireNonNull(row.order()), id -> new ArrayList<>())
                .add(row));
        List<Order> orders = new ArrayList<>();
        byOrder.forEach((id, own) -> {
            List<Order.Line> lines =
                    own.stream().map(row -> Objects.requireNonNull(row.line())).toList();
            orders.add(new Order(
                    new ProducerId(Objects.requireNonNull(own.get(0).producer())),
                    new OrderId(id),
                    purchase.key().caller().account(),
                    purchase.session(),
                    Order.Status.AWAITING_PAYMENT,
                    Money.sum(lines.stream()
                            .map(line -> line.price().times(line.quantity()))
                            .toList()),
                    placed,
                    expires,
                    null,
                    lines));
        });
        return orders;
    }
}
