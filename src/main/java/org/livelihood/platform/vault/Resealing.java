package org.livelihood.platform.vault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Seals under the current key what lies under a former one, some rows a transaction: cut off anywhere it goes on where
 * it was, and meanwhile both keys open. It works as the owner of the tables, for the program's own role may not change
 * what is recorded.
 */
@Component
class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int ROWS = 200;

    private final FlywayProperties migrations;
    private final List<SealedTable> tables;
    private final FieldStore fields;
    private final KnownKeys known;

    Resealing(FlywayProperties migrations, List<SealedTable> tables, FieldStore fields, KnownKeys known) {
        this.migrations = migrations;
        this.tables = tables;
        this.fields = fields;
        this.known = known;
    }

    /** Moves all that is left to move; then no former key is needed any more. */
    Mono<Void> round() {
        return Mono.fromCallable(this::moveAll)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(Resealing::tell)
                .then(Mono.defer(known::forgetFormer));
    }

    private static void tell(long rows) {
        if (rows > 0) {
            LOG.info("{} rows were sealed anew: former keys of the vault seal nothing any more", rows);
        }
    }

    private long moveAll() throws SQLException {
        long moved = 0;
        try (Connection owner = owner()) {
            for (SealedTable table : tables) {
                int rows = ROWS;
                while (rows == ROWS) {
                    rows = moveSome(owner, table, ROWS);
                    moved += rows;
                }
            }
        }
        return moved;
    }

    /** Moves up to so many rows of a table in one transaction and tells how many. */
    int moveSome(Connection owner, SealedTable table, int most) throws SQLException {
        int rows = fields.reseal(owner, table, most);
        owner.commit();
        return rows;
    }

    Connection owner() throws SQLException {
        Connection owner =
                DriverManager.getConnection(migrations.getUrl(), migrations.getUser(), migrations.getPassword());
        owner.setAutoCommit(false);
        return owner;
    }
}
