package org.livelihood.books.payable;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PayableStore {

    private static final String CLAIM = """
            INSERT INTO payable_source (producer_id, source_kind, source_id) VALUES (:producer, :kind, :source)
                ON CONFLICT DO NOTHING""";

    private static final String ADD = """
            INSERT INTO payable (producer_id, source_kind, source_id, seq, party_kind, party_id, basis, category,
                                 nature, amount_fen, recoup_fen, agreement_id, agreement_version, earned_on)
            SELECT :producer, :kind, :source, seq, party_kind, party_id, basis, category, nature, amount, recoup,
                   agreement, version, :earnedOn
              FROM unnest(:kinds, :parties, :bases, :categories, :natures, :amounts, :recoups, :agreements, :versions)
                     WITH ORDINALITY
                AS p (party_kind, party_id, basis, category, nature, amount, recoup, agreement, version, seq)""";

    private static final String OF = """
            SELECT source_id, party_kind, party_id, basis, category, nature, amount_fen, recoup_fen, agreement_id,
                   agreement_version
              FROM payable
             WHERE producer_id = :producer AND source_kind = :kind AND source_id = ANY(:sources)
             ORDER BY source_id, seq""";

    private static final String CREATED = """
            SELECT source_id
              FROM payable_source
             WHERE source_kind = :kind
               AND (producer_id, source_id) IN (SELECT * FROM unnest(:producers, :sources))""";

    private static final String WAGES = """
            SELECT source_kind, source_id, party_kind, party_id, CAST(sum(amount_fen) AS bigint) AS amount_fen
              FROM payable
             WHERE producer_id = :producer AND category = 'WAGE' AND source_kind IN ('LOT', 'HOST_WAGE')
               AND earned_on <= :until AND (earned_on > :after OR recorded_at >= :recordedAfter)
             GROUP BY source_kind, source_id, party_kind, party_id
             ORDER BY source_kind, source_id, party_id""";

    private final DatabaseClient database;

    PayableStore(DatabaseClient database) {
        this.database = database;
    }

    /** True for the first one who asks for the source. */
    Mono<Boolean> claim(Source source) {
        return database.sql(CLAIM)
                .bind("producer", source.producer().value())
                .bind("kind", source.kind().name())
                .bind("source", source.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> add(Source source, List<Payable> payables) {
        return database.sql(ADD)
                .bind("producer", source.producer().value())
                .bind("kind", source.kind().name())
                .bind("source", source.id())
                .bind("earnedOn", source.earnedOn())
                .bind(
                        "kinds",
                        Columns.texts(
                                payables, payable -> payable.party().kind().name()))
                .bind(
                        "parties",
                        Columns.uuids(payables, payable -> payable.party().id()))
                .bind("bases", Columns.texts(payables, Payable::basis))
                .bind(
                        "categories",
                        Columns.texts(payables, payable -> payable.category().name()))
                .bind(
                        "natures",
                        Columns.texts(payables, payable -> payable.nature().name()))
                .bind(
                        "amounts",
                        payables.stream().map(payable -> payable.amount().fen()).toArray(Long[]::new))
                .bind(
                        "recoups",
                        payables.stream().map(payable -> payable.recoup().fen()).toArray(Long[]::new))
                .bind("agreements", Columns.uuids(payables, PayableStore::agreement))
                .bind("versions", payables.stream().map(PayableStore::version).toArray(Integer[]::new))
                .then();
    }

    record OfSource(UUID source, Payable payable) {}

    Flux<OfSource> of(ProducerId producer, Source.Kind kind, Collection<UUID> sources) {
        return database.sql(OF)
                .bind("producer", producer.value())
                .bind("kind", kind.name())
                .bind("sources", sources.toArray(UUID[]::new))
                .map(row -> new OfSource(Rows.uuid(row, "source_id"), payable(row)))
                .all();
    }

    Mono<List<SourceWage>> wages(
            ProducerId producer, LocalDate until, @Nullable LocalDate after, @Nullable Instant recordedAfter) {
        return database.sql(WAGES)
                .bind("producer", producer.value())
                .bind("until", until)
                .bind("after", after == null ? LocalDate.EPOCH : after)
                .bind("recordedAfter", recordedAfter == null ? Instant.EPOCH : recordedAfter)
                .map(row -> new SourceWage(
                        Rows.name(row, "source_kind", Source.Kind.class),
                        Rows.uuid(row, "source_id"),
                        Rows.party(row),
                        Rows.money(row, "amount_fen")))
                .all()
                .collectList();
    }

    Mono<Set<UUID>> created(Source.Kind kind, Map<UUID, ProducerId> producerOfSource) {
        List<Map.Entry<UUID, ProducerId>> rows = List.copyOf(producerOfSource.entrySet());
        return database.sql(CREATED)
                .bind("kind", kind.name())
                .bind("producers", Columns.uuids(rows, row -> row.getValue().value()))
                .bind("sources", Columns.uuids(rows, Map.Entry::getKey))
                .map(row -> Rows.uuid(row, "source_id"))
                .all()
                .collect(Collectors.toSet());
    }

    static Payable payable(Readable row) {
        UUID agreement = row.get("agreement_id", UUID.class);
        return new Payable(
                Rows.party(row),
                Rows.text(row, "basis"),
                Rows.name(row, "category", IncomeCategory.class),
                Rows.name(row, "nature", IncomeNature.class),
                Rows.money(row, "amount_fen"),
                Rows.money(row, "recoup_fen"),
                agreement == null
                        ? null
                        : new Payable.Under(new AgreementId(agreement), Rows.integer(row, "agreement_version")));
    }

    private static @Nullable UUID agreement(Payable payable) {
        Payable.Under under = payable.under();
        return under == null ? null : under.agreement().value();
    }

    private static @Nullable Integer version(Payable payable) {
        Payable.Under under = payable.under();
        return under == null ? null : under.version();
    }
}
