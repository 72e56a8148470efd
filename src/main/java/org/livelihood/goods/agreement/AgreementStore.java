package org.livelihood.goods.agreement;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AgreementStore {

    private static final String ADD = """
            INSERT INTO agreement (producer_id, id, title) VALUES (:producer, :id, :title)""";

    private static final String ADD_VERSION = """
            INSERT INTO agreement_version (producer_id, agreement_id, version, model, terms, evidence_hash, holds_from,
                                           holds_until, recorded_by)
            SELECT :producer, :id, coalesce(max(version), 0) + 1, :model, :terms, :evidence, :from, :until, :by
              FROM agreement_version WHERE producer_id = :producer AND agreement_id = :id
            RETURNING producer_id, agreement_id, version, terms, holds_from, holds_until""";

    private static final String EXISTS = """
            SELECT id FROM agreement WHERE producer_id = :producer AND id = :id""";

    private static final String ACTIVATE = """
            INSERT INTO agreement_activation (producer_id, agreement_id, version, activated_by)
            VALUES (:producer, :id, :version, :by)""";

    private static final String LATEST_START = """
            SELECT max(v.holds_from) AS latest
              FROM agreement_version v JOIN agreement_activation a USING (producer_id, agreement_id, version)
             WHERE producer_id = :producer AND agreement_id = :id
            HAVING count(*) > 0""";

    private static final String IN_FORCE = """
            SELECT producer_id, agreement_id, version, terms, holds_from, holds_until
              FROM agreement_in_force(:day, 'infinity')
             WHERE producer_id = :producer AND agreement_id = :id""";

    private static final String VERSION = """
            SELECT producer_id, agreement_id, version, terms, holds_from, holds_until
              FROM agreement_version
             WHERE producer_id = :producer AND agreement_id = :id AND version = :version""";

    private static final String LIST = """
            SELECT v.producer_id, v.agreement_id, v.version, v.terms, v.holds_from, v.holds_until,
                   a.version IS NOT NULL AS activated
              FROM agreement_version v LEFT JOIN agreement_activation a USING (producer_id, agreement_id, version)
             WHERE v.producer_id = :producer
             ORDER BY v.agreement_id, v.version""";

    private final DatabaseClient database;
    private final JsonMapper json;

    AgreementStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(ProducerId producer, AgreementId id, String title) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("title", title)
                .then();
    }

    Mono<AgreementVersion> addVersion(ProducerId producer, AgreementId id, AgreementDraft draft, AccountId by) {
        return database.sql(ADD_VERSION)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("model", draft.terms().getClass().getSimpleName())
                .bind("terms", json.writerFor(Terms.class).writeValueAsString(draft.terms()))
                .bind("evidence", draft.evidenceHash())
                .bind("from", draft.from())
                .bind("until", Parameter.fromOrEmpty(draft.until(), LocalDate.class))
                .bind("by", by.value())
                .map(this::version)
                .one();
    }

    Mono<UUID> exists(ProducerId producer, AgreementId id) {
        return database.sql(EXISTS)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .map(row -> Rows.uuid(row, "id"))
                .one();
    }

    /** Versions of an agreement are drawn and activated one after the other: two at once would not see each other. */
    Mono<Void> awaitTurn(ProducerId producer, AgreementId id) {
        return Turns.take(database, "agreement", producer + " " + id);
    }

    Mono<Void> activate(ProducerId producer, AgreementId id, int version, AccountId by) {
        return database.sql(ACTIVATE)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("by", by.value())
                .then();
    }

    Mono<LocalDate> latestStart(ProducerId producer, AgreementId id) {
        return database.sql(LATEST_START)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .map(row -> Rows.day(row, "latest"))
                .one();
    }

    Mono<AgreementVersion> inForce(ProducerId producer, AgreementId id, LocalDate day) {
        return database.sql(IN_FORCE)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("day", day)
                .map(this::version)
                .one();
    }

    Mono<AgreementVersion> version(ProducerId producer, AgreementId id, int version) {
        return database.sql(VERSION)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("version", version)
                .map(this::version)
                .one();
    }

    Flux<ListedAgreement> list(ProducerId producer) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .map(row -> new ListedAgreement(version(row), Rows.flag(row, "activated")))
                .all();
    }

    private AgreementVersion version(Readable row) {
        return new AgreementVersion(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "agreement_id", AgreementId::new),
                Rows.integer(row, "version"),
                json.readValue(Rows.text(row, "terms"), Terms.class),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class));
    }
}
