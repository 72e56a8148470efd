package org.livelihood.sale.live;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class HostStore {

    private static final String ADD = """
            INSERT INTO live_official (id, account_id, office, region_code, holds_from, holds_until, recorded_by)
            VALUES (:id, :account, :office, :region, :from, :until, :by)
            ON CONFLICT (account_id, office, region_code, holds_from) DO NOTHING""";

    private static final String FIND = """
            SELECT * FROM live_official WHERE id = :id""";

    private static final String OF = """
            SELECT * FROM live_official WHERE account_id = :account ORDER BY holds_from, id""";

    private static final String END = """
            UPDATE live_official SET holds_until = :until, ended_by = :by, ended_at = :at
             WHERE id = :id AND ended_at IS NULL
               AND holds_from <= :until AND (holds_until IS NULL OR holds_until >= :until)
            RETURNING *""";

    private static final String HOLDS = """
            SELECT EXISTS (SELECT
                             FROM live_official
                            WHERE account_id = :account
                              AND holds_from <= :day AND (holds_until IS NULL OR holds_until >= :day)) AS holds""";

    private static final String AGREE = """
            INSERT INTO live_host_agreement (producer_id, session_id, host_id, agreed_at)
            VALUES (:producer, :session, :host, :at)
            ON CONFLICT DO NOTHING""";

    private static final String AGREED = """
            SELECT EXISTS (SELECT
                             FROM live_host_agreement
                            WHERE producer_id = :producer AND session_id = :session AND host_id = :host) AS agreed""";

    private final DatabaseClient database;

    HostStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when the very same is recorded already. */
    Mono<Boolean> add(Official official, AccountId by) {
        return database.sql(ADD)
                .bind("id", official.id())
                .bind("account", official.account().value())
                .bind("office", official.office())
                .bind("region", official.regionCode())
                .bind("from", official.from())
                .bind("until", Parameter.fromOrEmpty(official.until(), LocalDate.class))
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Official> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(HostStore::official).one();
    }

    Flux<Official> of(AccountId account) {
        return database.sql(OF)
                .bind("account", account.value())
                .map(HostStore::official)
                .all();
    }

    /** Empty when it ended already, or the day is none of it. */
    Mono<Official> end(UUID id, LocalDate until, AccountId by, Instant at) {
        return database.sql(END)
                .bind("id", id)
                .bind("until", until)
                .bind("by", by.value())
                .bind("at", at)
                .map(HostStore::official)
                .one();
    }

    /** Whether the account is an official's on a day. */
    Mono<Boolean> holds(AccountId account, LocalDate day) {
        return database.sql(HOLDS)
                .bind("account", account.value())
                .bind("day", day)
                .map(row -> Rows.flag(row, "holds"))
                .one();
    }

    Mono<Void> agree(ProducerId producer, SessionId session, AccountId host, Instant at) {
        return database.sql(AGREE)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .bind("host", host.value())
                .bind("at", at)
                .then();
    }

    Mono<Boolean> agreed(ProducerId producer, SessionId session, AccountId host) {
        return database.sql(AGREED)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .bind("host", host.value())
                .map(row -> Rows.flag(row, "agreed"))
                .one();
    }

    private static Official official(Readable row) {
        return new Official(
                Rows.uuid(row, "id"),
                Rows.id(row, "account_id", AccountId::new),
                Rows.text(row, "office"),
                Rows.text(row, "region_code"),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class));
    }
}
