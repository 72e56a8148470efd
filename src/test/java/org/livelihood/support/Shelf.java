package org.livelihood.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.tlog.TransparencyLog;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Things to buy, put straight into the tables: for tests that begin where somebody orders. */
@TestComponent
public class Shelf {

    private final Environment environment;
    private final Stock stock;
    private final TransparencyLog log;

    Shelf(Environment environment, Stock stock, TransparencyLog log) {
        this.environment = environment;
        this.stock = stock;
        this.log = log;
    }

    /** All that was decided so far is in the log as it was decided, whatever somebody makes of it afterwards. */
    public void logged() {
        log.append().repeat().takeUntil(appended -> appended == 0).blockLast();
    }

    /** A listed SKU of the producer with so many units in its general pool. */
    public SkuId sku(ProducerId producer, long priceFen, long units) {
        UUID listing = Uuids.next();
        SkuId sku = SkuId.next();
        run("""
                INSERT INTO catalog_listing (id, producer_id, status, title, description, category, origin_code, listed_at)
                VALUES (?, ?, 'LISTED', 'Socks', '', 'socks', '341226000000', now())""", listing, producer.value());
        run("""
                INSERT INTO catalog_sku (id, listing_id, producer_id, position, option_name, price_fen, weight_grams)
                VALUES (?, ?, ?, 0, 'blue', ?, 50)""", sku.value(), listing, producer.value(), priceFen);
        if (units > 0) {
            stock.add(producer, sku, units).block();
        }
        return sku;
    }

    public void reprice(SkuId sku, long priceFen) {
        run("UPDATE catalog_sku SET price_fen = ? WHERE id = ?", priceFen, sku.value());
    }

    /** A session that is live now. */
    public SessionId session(ProducerId producer) {
        SessionId session = SessionId.next();
        run("""
                INSERT INTO live_session (producer_id, id, title, planned_start, host_id, official, status, started_at)
                VALUES (?, ?, 'Socks live', now(), ?, false, 'LIVE', now())""", producer.value(), session.value(), Uuids.next());
        return session;
    }

    /** Shows a SKU in a session; pool units of zero mean the general pool. */
    public void show(
            ProducerId producer, SessionId session, SkuId sku, long priceFen, @Nullable Integer limit, long poolUnits) {
        run("""
                INSERT INTO live_item (producer_id, session_id, sku_id, position, title, option_name, live_price_fen,
                                       buyer_limit, pool_units)
                VALUES (?, ?, ?, 0, 'Socks', 'blue', ?, ?, ?)""", producer.value(), session.value(), sku.value(), priceFen, limit, poolUnits);
        if (poolUnits > 0) {
            stock.openPool(producer, sku, session, poolUnits).block();
        }
    }

    /**
     * Moves all that a producer sold 16 days back, with all that says when that was, so that its income may be
     * released.
     */
    public void closeTheWindow(UUID producer) {
        String back = " - interval '16 days' WHERE producer_id = ?";
        run("UPDATE attribution_line SET paid_at = paid_at" + back, producer);
        run("UPDATE orders SET paid_at = paid_at" + back, producer);
        run(
                "UPDATE payment SET paid_at = paid_at - interval '16 days' WHERE id IN (SELECT payment_id"
                        + " FROM payment_order WHERE producer_id = ?)",
                producer);
        run("UPDATE ledger_journal SET recorded_at = recorded_at" + back, producer);
        run("UPDATE ledger_posting SET recorded_at = recorded_at" + back, producer);
        run("UPDATE producer SET decided_at = decided_at - interval '20 days' WHERE id = ?", producer);
        log();
    }

    /** Appends to the log what is due. */
    public void log() {
        run("SELECT tlog_append(100000)");
    }

    /** Runs a statement as the owner, without foreign keys. */
    public void run(String statement, @Nullable Object... values) {
        try (Connection connection = DriverManager.getConnection(
                Objects.requireNonNull(environment.getProperty("spring.flyway.url")),
                environment.getProperty("spring.flyway.user"),
                environment.getProperty("spring.flyway.password"))) {
            connection.createStatement().execute("SET session_replication_role = replica");
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    prepared.setObject(i + 1, values[i]);
                }
                prepared.execute();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
