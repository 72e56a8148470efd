package org.livelihood.account.tlog;

import io.r2dbc.spi.Readable;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one list of what becomes a leaf. */
@Repository
class KindStore {

    private static final String ALL = "SELECT kind, standing, replaced FROM tlog_kind ORDER BY kind";

    private static final String OF = "SELECT kind, standing, replaced FROM tlog_kind WHERE kind = :kind";

    private final DatabaseClient database;

    KindStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<RecordKind> all() {
        return database.sql(ALL).map(KindStore::kind).all();
    }

    Mono<RecordKind> of(String name) {
        return database.sql(OF).bind("kind", name).map(KindStore::kind).one();
    }

    private static RecordKind kind(Readable row) {
        return new RecordKind(
                Rows.text(row, "kind"),
                Boolean.TRUE.equals(row.get("standing", Boolean.class)),
                Boolean.TRUE.equals(row.get("replaced", Boolean.class)));
    }
}
