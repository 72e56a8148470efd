package org.livelihood.order;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.HttpReason;
import org.livelihood.kernel.ImageId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Places a batch of requests in one statement and one transaction; each has its own outcome. */
@Repository
class OrderPlacer {

    private static final String PLACE = """
            SELECT o_request, o_outcome, o_sku, o_order, o_producer, o_line, o_title, o_option, o_image, o_price, o_quantity
              FROM order_place(:buyers, :keys, :fingerprints, :sessions, :requests, :orderIds, :orderPlaces, :lineIds,
                               :skus, :quantities, :quoted, :placed, :expires)""";

    private static final UUID UNKNOWN = new UUID(0, 0);

    private final DatabaseClient database;
    private final Clock clock;
    private final Duration expiry;

    OrderPlacer(DatabaseClient database, Clock clock, Environment environment) {
        this.database = database;
        this.clock = clock;
        expiry = environment.getProperty("LIVELIHOOD_ORDER_EXPIRY", Duration.class, Duration.ofMinutes(15));
    }

    private record Row(
            int request,
            String outcome,
            UUID sku,
            @Nullable UUID order,
            @Nullable UUID producer,
            Order.@Nullable Line line) {}

    private record LineOf(int orderPlace, Placing.PartLine line) {}

    /** Outcomes in the order of the requests. */
    @Transactional
    public Mono<List<Placing.Outcome>> place(List<Placing> batch) {
        Instant now = clock.instant();
        List<Integer> requests = new ArrayList<>();
        List<UUID> orderIds = new ArrayList<>();
        List<LineOf> lines = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            for (Placing.Part part : batch.get(i).orders()) {
                requests.add(i + 1);
                orderIds.add(part.order().value());
                part.lines().forEach(line -> lines.add(new LineOf(orderIds.size(), line)));
            }
        }
        return database.sql(PLACE)
                .bind(
                        "buyers",
                        uuids(batch, placing -> placing.key().caller().account().value()))
                .bind(
                        "keys",
                        batch.stream().map(placing -> placing.key().text()).toArray(String[]::new))
                .bind(
                        "fingerprints",
                        batch.stream()
                                .map(placing -> ByteBuffer.wrap(placing.key().fingerprint()))
                                .toArray(ByteBuffer[]::new))
                .bind("sessions", uuids(batch, placing -> value(placing.session())))
                .bind("requests", requests.toArray(Integer[]::new))
                .bind("orderIds", orderIds.toArray(UUID[]::new))
                .bind("orderPlaces", lines.stream().map(LineOf::orderPlace).toArray(Integer[]::new))
                .bind("lineIds", uuids(lines, line -> line.line().line().value()))
                .bind("skus", uuids(lines, line -> line.line().sku().value()))
                .bind(
                        "quantities",
                        lines.stream().map(line -> line.line().quantity()).toArray(Long[]::new))
                .bind("quoted", quoted(lines))
                .bind("placed", now)
                .bind("expires", now.plus(expiry))
                .map(row -> row(row))
                .all()
                .collectList()
                .map(rows -> outcomes(batch, rows, now));
    }

    private static @Nullable UUID value(@Nullable SessionId session) {
        return session == null ? null : session.value();
    }

    private static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
        UUID[] values = new UUID[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    private static Long[] quoted(List<LineOf> lines) {
        Long[] quoted = new Long[lines.size()];
        for (int i = 0; i < quoted.length; i++) {
            quoted[i] = lines.get(i).line().quotedFen();
        }
        return quoted;
    }

    private static Row row(Readable row) {
        UUID line = row.get("o_line", UUID.class);
        UUID sku = Objects.requireNonNullElse(row.get("o_sku", UUID.class), UNKNOWN);
        return new Row(
                Objects.requireNonNull(row.get("o_request", Integer.class)),
                Objects.requireNonNull(row.get("o_outcome", String.class)),
                sku,
                row.get("o_order", UUID.class),
                row.get("o_producer", UUID.class),
                line == null ? null : line(row, line, sku));
    }

    private static Order.Line line(Readable row, UUID line, UUID sku) {
        UUID image = row.get("o_image", UUID.class);
        return new Order.Line(
                new OrderLineId(line),
                new SkuId(sku),
                Objects.requireNonNull(row.get("o_title", String.class)),
                row.get("o_option", String.class),
                image == null ? null : new ImageId(image),
                new Money(Objects.requireNonNull(row.get("o_price", Long.class))),
                Objects.requireNonNull(row.get("o_quantity", Long.class)),
                Money.ZERO);
    }

    private List<Placing.Outcome> outcomes(List<Placing> batch, List<Row> rows, Instant now) {
        Map<Integer, List<Row>> byRequest = new LinkedHashMap<>();
        rows.forEach(row -> byRequest
                .computeIfAbsent(row.request(), request -> new ArrayList<>())
                .add(row));
        List<Placing.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            outcomes.add(outcome(batch.get(i), Objects.requireNonNull(byRequest.get(i + 1)), now));
        }
        return outcomes;
    }

    private Placing.Outcome outcome(Placing placing, List<Row> rows, Instant now) {
        Row first = rows.get(0);
        if (first.outcome().equals("PLACED")) {
            return new Placing.Outcome(orders(placing, rows, now), null, null);
        }
        if (first.outcome().equals("REPLAYED")) {
            List<OrderId> ids = rows.stream()
                    .map(row -> new OrderId(Objects.requireNonNull(row.order())))
                    .toList();
            return new Placing.Outcome(List.of(), ids, null);
        }
        return new Placing.Outcome(List.of(), null, refusal(first));
    }

    private static Refusal refusal(Row row) {
        return switch (row.outcome()) {
            case "KEY_REUSED" -> new Refusal(HttpReason.IDEMPOTENCY_KEY_REUSED);
            case "KEY_IN_FLIGHT" -> new Refusal(HttpReason.IDEMPOTENCY_KEY_IN_FLIGHT);
            default -> new Refusal(OrderReason.valueOf(row.outcome()), row.sku());
        };
    }

    private List<Order> orders(Placing placing, List<Row> rows, Instant now) {
        Map<UUID, List<Row>> byOrder = new LinkedHashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(Objects.requireNonNull(row.order()), id -> new ArrayList<>())
                .add(row));
        return byOrder.entrySet().stream()
                .map(entry -> order(placing, entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private Order order(Placing placing, UUID id, List<Row> rows, Instant now) {
        List<Order.Line> lines =
                rows.stream().map(row -> Objects.requireNonNull(row.line())).toList();
        Money total = Money.sum(lines.stream()
                .map(line -> line.priceFen().times(line.quantity()))
                .toList());
        return new Order(
                new ProducerId(Objects.requireNonNull(rows.get(0).producer())),
                new OrderId(id),
                placing.key().caller().account(),
                placing.session(),
                Order.Status.AWAITING_PAYMENT,
                total,
                now,
                now.plus(expiry),
                null,
                lines);
    }
}
