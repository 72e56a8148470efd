package org.livelihood.income.dividend;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.livelihood.income.dividend.Dividend.Part;
import org.livelihood.income.dividend.Dividend.Status;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class DividendStore {

    private static final String ADD = """
            INSERT INTO dividend (producer_id, id, agreement_id, agreement_version, from_day, to_day, surplus_fen,
                                  decision, evidence_hash, patronage_fen, capital_fen, guarantee_fen, declared_by,
                                  declared_at)
            SELECT :producer, :id, :agreement, :version, :from, :to, :surplus, :decision, :hash, :patronage, :capital,
                   :guarantee, :by, :at
             WHERE NOT EXISTS (SELECT FROM dividend d
                                WHERE d.producer_id = :producer AND d.status <> 'CANCELLED'
                                  AND d.from_day <= :to AND d.to_day >= :from)""";

    private static final String ADD_PARTS = """
            INSERT INTO dividend_part (producer_id, dividend_id, seq, party_kind, party_id, basis, amount_fen)
            SELECT :producer, :id, seq, kind, party, basis, amount
              FROM unnest(:kinds, :parties, :bases, :amounts) WITH ORDINALITY AS p (kind, party, basis, amount, seq)""";

    private static final String FIND = """
            SELECT * FROM dividend WHERE producer_id = :producer AND id = :id""";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String LIST = """
            SELECT * FROM dividend
             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String PARTS = """
            SELECT seq, party_kind, party_id, basis, amount_fen FROM dividend_part
             WHERE producer_id = :producer AND dividend_id = :id AND seq > :after
             ORDER BY seq
             LIMIT :limit""";

    private static final String PARTS_OF = """
            SELECT seq, party_kind, party_id, basis, amount_fen FROM dividend_part
             WHERE producer_id = :producer AND dividend_id = :id AND party_kind = 'HOUSEHOLD' AND party_id = :household
             ORDER BY seq""";

    private static final String DECIDE = """
            UPDATE dividend SET status = :status, decided_by = :by, decided_at = :at
             WHERE producer_id = :producer AND id = :id AND status = 'DECLARED'""";

    private final DatabaseClient database;

    DividendStore(DatabaseClient database) {
        this.database = database;
    }

    /** A producer's dividends are declared one after the other: two at once would not see each other's period. */
    Mono<Void> waitForTurn(ProducerId producer) {
        return Turns.take(database, "dividend", producer.toString());
    }

    /** False where another dividend of the producer covers a day of it. */
    Mono<Boolean> add(Dividend dividend) {
        return database.sql(ADD)
                .bind("producer", dividend.producer().value())
                .bind("id", dividend.id())
                .bind("agreement", dividend.agreement().value())
                .bind("version", dividend.agreementVersion())
                .bind("from", dividend.from())
                .bind("to", dividend.to())
                .bind("surplus", dividend.surplusFen().fen())
                .bind("decision", dividend.decision())
                .bind("hash", dividend.evidenceHash())
                .bind("patronage", dividend.patronageFen().fen())
                .bind("capital", dividend.capitalFen().fen())
                .bind("guarantee", dividend.guaranteeFen().fen())
                .bind("by", dividend.declaredBy().value())
                .bind("at", dividend.declaredAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> addParts(Dividend dividend, List<Part> parts) {
        return database.sql(ADD_PARTS)
                .bind("producer", dividend.producer().value())
                .bind("id", dividend.id())
                .bind(
                        "kinds",
                        parts.stream().map(part -> part.party().kind().name()).toArray(String[]::new))
                .bind("parties", parts.stream().map(part -> part.party().id()).toArray(UUID[]::new))
                .bind("bases", parts.stream().map(Part::basis).toArray(String[]::new))
                .bind(
                        "amounts",
                        parts.stream().map(part -> part.amountFen().fen()).toArray(Long[]::new))
                .then();
    }

    Mono<Dividend> find(ProducerId producer, UUID id) {
        return one(FIND, producer, id);
    }

    Mono<Dividend> lock(ProducerId producer, UUID id) {
        return one(LOCK, producer, id);
    }

    private Mono<Dividend> one(String sql, ProducerId producer, UUID id) {
        return database.sql(sql)
                .bind("producer", producer.value())
                .bind("id", id)
                .map(DividendStore::dividend)
                .one();
    }

    Flux<Dividend> list(ProducerId producer, UUID after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(DividendStore::dividend)
                .all();
    }

    Flux<Part> parts(ProducerId producer, UUID id, long after, int limit) {
        return database.sql(PARTS)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map(DividendStore::part)
                .all();
    }

    Mono<List<Part>> partsOf(ProducerId producer, UUID id, HouseholdId household) {
        return database.sql(PARTS_OF)
                .bind("producer", producer.value())
                .bind("id", id)
                .bind("household", household.value())
                .map(DividendStore::part)
                .all()
                .collectList();
    }

    Mono<Void> decide(Dividend dividend, Status status, AccountId by, Instant at) {
        return database.sql(DECIDE)
                .bind("producer", dividend.producer().value())
                .bind("id", dividend.id())
                .bind("status", status.name())
                .bind("by", by.value())
                .bind("at", at)
                .then();
    }

    private static Part part(Readable row) {
        return new Part(
                Rows.integer(row, "seq"), Rows.party(row), Rows.text(row, "basis"), Rows.money(row, "amount_fen"));
    }

    private static Dividend dividend(Readable row) {
        return new Dividend(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.uuid(row, "id"),
                Rows.id(row, "agreement_id", AgreementId::new),
                Rows.integer(row, "agreement_version"),
                Rows.day(row, "from_day"),
                Rows.day(row, "to_day"),
                Rows.money(row, "surplus_fen"),
                Rows.text(row, "decision"),
                Rows.text(row, "evidence_hash"),
                Rows.money(row, "patronage_fen"),
                Rows.money(row, "capital_fen"),
                Rows.money(row, "guarantee_fen"),
                Rows.name(row, "status", Status.class),
                Rows.id(row, "declared_by", AccountId::new),
                Rows.time(row, "declared_at"),
                Rows.idOrNull(row, "decided_by", AccountId::new),
                row.get("decided_at", Instant.class));
    }
}
