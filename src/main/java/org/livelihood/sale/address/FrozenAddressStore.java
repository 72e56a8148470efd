package org.livelihood.sale.address;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where the parcels of orders go, as it was frozen. */
@Repository
class FrozenAddressStore {

    private static final String DEFAULTS = """
            SELECT account_id, id, region_code, recipient, phone, detail FROM address
             WHERE account_id = ANY(:accounts) AND by_default""";

    private static final String PUT_ALL = """
            INSERT INTO address_frozen AS d (producer_id, order_id, region_code, recipient, phone, detail)
            SELECT producer_id, order_id, region_code, decode(recipient, 'hex'), decode(phone, 'hex'),
                   decode(detail, 'hex')
              FROM unnest(:producers, :orders, :regions, :recipients, :phones, :details)
                AS w (producer_id, order_id, region_code, recipient, phone, detail)
            ON CONFLICT (producer_id, order_id) DO UPDATE
               SET region_code = excluded.region_code, recipient = excluded.recipient, phone = excluded.phone,
                   detail = excluded.detail""";

    private static final String FIND = """
            SELECT order_id, region_code, recipient, phone, detail FROM address_frozen
             WHERE producer_id = :producer AND order_id = :order""";

    private static final String FIND_ALL = """
            SELECT d.order_id, d.region_code, d.recipient, d.phone
              FROM unnest(:producers, :orders) AS w (producer_id, order_id)
              JOIN address_frozen d ON (d.producer_id, d.order_id) = (w.producer_id, w.order_id)""";

    private static final String RECORD = """
            INSERT INTO address_reading (producer_id, order_id, id, account_id)
            VALUES (:producer, :order, :id, :account)""";

    private static final String READINGS = """
            SELECT account_id, read_at FROM address_reading
             WHERE producer_id = :producer AND order_id = :order
             ORDER BY id DESC
             LIMIT :limit""";

    private final DatabaseClient database;
    private final SealedDestinations seals;

    FrozenAddressStore(DatabaseClient database, SealedDestinations seals) {
        this.database = database;
        this.seals = seals;
    }

    /** Where the parcels of those go who have said so in their books. */
    Mono<Map<AccountId, Destination>> defaults(Collection<AccountId> accounts) {
        return database.sql(DEFAULTS)
                .bind("accounts", Columns.ids(accounts, account -> account))
                .map(row -> Map.entry(
                        Rows.id(row, "account_id", AccountId::new),
                        seals.opened(SealedDestinations.BOOK, Rows.uuid(row, "id"), row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** An order with where it goes. */
    record Copy(ProducerId producer, OrderId order, Destination to) {}

    private record Sealed(Copy copy, SealedDestinations.Fields fields) {}

    Mono<Void> putAll(List<Copy> copies) {
        List<Sealed> rows = copies.stream()
                .map(one -> new Sealed(
                        one, seals.sealed(SealedDestinations.ORDERS, one.order().value(), one.to())))
                .toList();
        return database.sql(PUT_ALL)
                .bind("producers", Columns.ids(rows, row -> row.copy().producer()))
                .bind("orders", Columns.ids(rows, row -> row.copy().order()))
                .bind("regions", Columns.texts(rows, row -> row.copy().to().regionCode()))
                .bind("recipients", hex(rows, SealedDestinations.Fields::recipient))
                .bind("phones", hex(rows, SealedDestinations.Fields::phone))
                .bind("details", hex(rows, SealedDestinations.Fields::detail))
                .then();
    }

    /** As digits: the driver writes an array of bytes as text, and loses what it escapes. */
    private static String[] hex(List<Sealed> rows, Function<SealedDestinations.Fields, byte[]> field) {
        return Columns.texts(rows, row -> HexFormat.of().formatHex(field.apply(row.fields())));
    }

    Mono<Destination> find(ProducerId producer, OrderId order) {
        return of(FIND, producer, order)
                .map(row -> seals.opened(SealedDestinations.ORDERS, Rows.uuid(row, "order_id"), row))
                .one();
    }

    Mono<Map<OrderId, MaskedDestination>> masks(Map<OrderId, ProducerId> orders) {
        return database.sql(FIND_ALL)
                .bind("producers", Columns.ids(orders.entrySet(), Map.Entry::getValue))
                .bind("orders", Columns.ids(orders.entrySet(), Map.Entry::getKey))
                .map(this::masked)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Map.Entry<OrderId, MaskedDestination> masked(Readable row) {
        UUID order = Rows.uuid(row, "order_id");
        return Map.entry(new OrderId(order), seals.masked(SealedDestinations.ORDERS, order, row));
    }

    Mono<Void> record(ProducerId producer, OrderId order, AccountId reader) {
        return of(RECORD, producer, order)
                .bind("id", Uuids.next())
                .bind("account", reader.value())
                .then();
    }

    Flux<FrozenAddresses.Reading> readings(ProducerId producer, OrderId order, int limit) {
        return of(READINGS, producer, order)
                .bind("limit", limit)
                .map(row -> new FrozenAddresses.Reading(
                        Rows.id(row, "account_id", AccountId::new), Rows.time(row, "read_at")))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, ProducerId producer, OrderId order) {
        return database.sql(sql).bind("producer", producer.value()).bind("order", order.value());
    }
}
