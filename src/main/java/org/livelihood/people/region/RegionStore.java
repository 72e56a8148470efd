package org.livelihood.people.region;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class RegionStore {

    private static final String PUT_ALL = """
            INSERT INTO region (code, name, level, parent_code, one_of_832, three_regions, delisted_on)
            SELECT code, name, level, parent_code, one_of_832, three_regions, CAST(delisted_on AS date)
              FROM unnest(:codes, :names, :levels, :parents, :oneOf832, :threeRegions, :delistedOn)
                AS r (code, name, level, parent_code, one_of_832, three_regions, delisted_on)
            ON CONFLICT (code) DO UPDATE
               SET name = excluded.name, one_of_832 = excluded.one_of_832, three_regions = excluded.three_regions,
                   delisted_on = excluded.delisted_on""";

    private static final String BY_CODES = """
            SELECT code, name, level, parent_code, one_of_832, three_regions, delisted_on FROM region
             WHERE code = ANY(:codes)""";

    /** Counties that stood right under their province, until the prefecture between was entered. */
    private static final String TAKE_COUNTIES = """
            UPDATE region c SET parent_code = p.code
              FROM unnest(:prefectures) AS p (code)
             WHERE c.level = 'COUNTY' AND c.parent_code = rpad(left(p.code, 2), 12, '0')
               AND left(c.code, 4) = left(p.code, 4)""";

    private static final String SEARCH = """
            SELECT code, name, level, parent_code, one_of_832, three_regions, delisted_on FROM region
             WHERE code >= rpad(:prefix, 12, '0') AND code <= rpad(:prefix, 12, '9') AND strpos(name, :words) > 0
             ORDER BY name <> :words, strpos(name, :words), code
             LIMIT :limit""";

    private static final String MENTIONED = """
            SELECT code, name, level, parent_code, one_of_832, three_regions, delisted_on FROM region
             WHERE level IN ('PROVINCE', 'PREFECTURE', 'COUNTY') AND strpos(:text, left(name, 2)) > 0
             ORDER BY code""";

    private static final String FIND = """
            SELECT code, name, level, parent_code, one_of_832, three_regions, delisted_on FROM region
             WHERE code = :code""";

    private static final String BELOW = """
            SELECT code, name, level, parent_code, one_of_832, three_regions, delisted_on FROM region
             WHERE parent_code IS NOT DISTINCT FROM :parent
             ORDER BY code""";

    private static final String PUT_LINE = """
            INSERT INTO region_line (region_code, year, kind, amount_fen, document)
            VALUES (:region, :year, :kind, :amount, :document)
            ON CONFLICT (region_code, year, kind) DO UPDATE
               SET amount_fen = excluded.amount_fen, document = excluded.document,
                   recorded_at = excluded.recorded_at, revision = region_line.revision + 1""";

    private static final String LINES = """
            SELECT region_code, year, kind, amount_fen, document FROM region_line
             WHERE region_code = :region
             ORDER BY year, kind""";

    private static final String ADD_POPULATION = """
            INSERT INTO region_population (region_code, on_day, people, document, recorded_by)
            VALUES (:region, :onDay, :people, :document, :by)""";

    private static final String POPULATIONS = """
            SELECT DISTINCT ON (on_day) region_code, on_day, people, document FROM region_population
             WHERE region_code = :region
             ORDER BY on_day, recorded_at DESC""";

    private final DatabaseClient database;

    RegionStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> putAll(List<Region> regions) {
        return regions.isEmpty()
                ? Mono.empty()
                : database.sql(PUT_ALL)
                        .bind("codes", Columns.texts(regions, Region::code))
                        .bind("names", Columns.texts(regions, Region::name))
                        .bind(
                                "levels",
                                Columns.texts(regions, region -> region.level().name()))
                        .bind("parents", Columns.texts(regions, Region::parentCode))
                        .bind("oneOf832", regions.stream().map(Region::oneOf832).toArray(Boolean[]::new))
                        .bind(
                                "threeRegions",
                                regions.stream().map(Region::threeRegions).toArray(Boolean[]::new))
                        .bind(
                                "delistedOn",
                                Columns.texts(regions, region -> Objects.toString(region.delistedOn(), null)))
                        .then();
    }

    Mono<Void> takeCounties(List<String> prefectures) {
        return prefectures.isEmpty()
                ? Mono.empty()
                : database.sql(TAKE_COUNTIES)
                        .bind("prefectures", prefectures.toArray(String[]::new))
                        .then();
    }

    Flux<Region> byCodes(Collection<String> codes) {
        return database.sql(BY_CODES)
                .bind("codes", codes.toArray(String[]::new))
                .map(RegionStore::region)
                .all();
    }

    Flux<Region> search(String words, String prefix, int limit) {
        return database.sql(SEARCH)
                .bind("words", words)
                .bind("prefix", prefix)
                .bind("limit", limit)
                .map(RegionStore::region)
                .all();
    }

    Flux<Region> mentioned(String text) {
        return database.sql(MENTIONED)
                .bind("text", text)
                .map(RegionStore::region)
                .all();
    }

    Mono<Region> find(String code) {
        return database.sql(FIND).bind("code", code).map(RegionStore::region).one();
    }

    Flux<Region> below(@Nullable String parent) {
        return database.sql(BELOW)
                .bind("parent", Parameter.fromOrEmpty(parent, String.class))
                .map(RegionStore::region)
                .all();
    }

    private static Region region(Readable row) {
        return new Region(
                Rows.text(row, "code"),
                Rows.text(row, "name"),
                Rows.name(row, "level", Region.Level.class),
                row.get("parent_code", String.class),
                Rows.flag(row, "one_of_832"),
                Rows.flag(row, "three_regions"),
                row.get("delisted_on", LocalDate.class));
    }

    Mono<Void> putLine(RegionLine line) {
        return database.sql(PUT_LINE)
                .bind("region", line.regionCode())
                .bind("year", line.year())
                .bind("kind", line.kind().name())
                .bind("amount", line.amount().fen())
                .bind("document", line.document())
                .then();
    }

    Flux<RegionLine> lines(String regionCode) {
        return database.sql(LINES)
                .bind("region", regionCode)
                .map(row -> new RegionLine(
                        Rows.text(row, "region_code"),
                        Rows.integer(row, "year"),
                        Rows.name(row, "kind", RegionLineKind.class),
                        Rows.money(row, "amount_fen"),
                        Rows.text(row, "document")))
                .all();
    }

    Mono<Void> addPopulation(RegionPopulation population, AccountId by) {
        return database.sql(ADD_POPULATION)
                .bind("region", population.regionCode())
                .bind("onDay", population.on())
                .bind("people", population.people())
                .bind("document", population.document())
                .bind("by", by.value())
                .then();
    }

    Flux<RegionPopulation> populations(String regionCode) {
        return database.sql(POPULATIONS)
                .bind("region", regionCode)
                .map(row -> new RegionPopulation(
                        Rows.text(row, "region_code"),
                        Rows.day(row, "on_day"),
                        Rows.number(row, "people"),
                        Rows.text(row, "document")))
                .all();
    }
}
