package org.livelihood.goods.lot;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Limits of what a lot can be, and what officers confirmed beyond them. */
@Repository
class PlausibilityStore {

    private static final String LIMITS = """
            SELECT most_pay_percent, most_with_hours_percent, most_pieces_a_day FROM lot_limit
             WHERE valid_from <= :on
             ORDER BY valid_from DESC
             LIMIT 1""";

    private static final String CONFIRMED = """
            SELECT most_pay_fen, most_pieces_a_day FROM lot_confirmation
             WHERE producer_id = :producer AND lot_id = :lot
             ORDER BY id DESC
             LIMIT 1""";

    private static final String CONFIRM = """
            INSERT INTO lot_confirmation (producer_id, lot_id, id, most_pay_fen, most_pieces_a_day, reason,
                                          confirmed_by, confirmed_at)
            VALUES (:producer, :lot, :id, :mostPay, :mostPieces, :reason, :by, :at)""";

    private static final String BY_THE_PIECE = """
            SELECT DISTINCT person_id FROM lot_work
             WHERE producer_id = :producer AND lot_id = :lot AND kind = 'LABOUR' AND unit = 'PIECE' AND units > 0""";

    /** Of all days on which somebody worked by the piece for it, the one with most; other sealed lots count too. */
    private static final String BUSIEST = """
            SELECT done.person_id, done.worked_on, sum(done.units) AS pieces
              FROM (SELECT DISTINCT person_id, worked_on FROM lot_work
                     WHERE producer_id = :producer AND lot_id = :lot AND kind = 'LABOUR' AND unit = 'PIECE'
                       AND units > 0) mine
              JOIN lot_work done ON done.person_id = mine.person_id AND done.worked_on = mine.worked_on
                   AND done.kind = 'LABOUR' AND done.unit = 'PIECE'
              JOIN lot l ON l.producer_id = done.producer_id AND l.id = done.lot_id
                   AND (l.status = 'SEALED' OR l.id = :lot)
             GROUP BY done.person_id, done.worked_on
             ORDER BY pieces DESC, done.person_id
             LIMIT 1""";

    private final DatabaseClient database;

    PlausibilityStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<LotLimits> limits(LocalDate on) {
        return database.sql(LIMITS)
                .bind("on", on)
                .map(row -> new LotLimits(
                        Rows.integer(row, "most_pay_percent"),
                        Rows.integer(row, "most_with_hours_percent"),
                        Rows.number(row, "most_pieces_a_day")))
                .one();
    }

    Mono<ConfirmedLimits> confirmed(Lot lot) {
        return database.sql(CONFIRMED)
                .bind("producer", lot.producer().value())
                .bind("lot", lot.id().value())
                .map(row -> new ConfirmedLimits(Rows.money(row, "most_pay_fen"), Rows.number(row, "most_pieces_a_day")))
                .one();
    }

    Mono<Void> confirm(Lot lot, LotConfirmation confirmation, AccountId by, Instant at) {
        return database.sql(CONFIRM)
                .bind("producer", lot.producer().value())
                .bind("lot", lot.id().value())
                .bind("id", Uuids.next())
                .bind("mostPay", confirmation.mostPay().fen())
                .bind("mostPieces", confirmation.mostPiecesADay())
                .bind("reason", confirmation.reason())
                .bind("by", by.value())
                .bind("at", at)
                .then();
    }

    /** Persons who worked by the piece for it. */
    Flux<UUID> byThePiece(Lot lot) {
        return database.sql(BY_THE_PIECE)
                .bind("producer", lot.producer().value())
                .bind("lot", lot.id().value())
                .map(row -> Rows.uuid(row, "person_id"))
                .all();
    }

    record Day(UUID person, LocalDate on, long pieces) {}

    Mono<Day> busiest(Lot lot) {
        return database.sql(BUSIEST)
                .bind("producer", lot.producer().value())
                .bind("lot", lot.id().value())
                .map(row -> new Day(
                        Rows.uuid(row, "person_id"),
                        Rows.day(row, "worked_on"),
                        Rows.required(row, "pieces", BigDecimal.class).longValueExact()))
                .one();
    }
}
