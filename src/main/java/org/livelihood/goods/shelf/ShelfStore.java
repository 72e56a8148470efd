package org.livelihood.goods.shelf;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.search.Wanted;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/**
 * Questions to the shelf. Words are compared as they are, byte by byte: the database's locale has no part in it. The
 * function shelf_opened keeps PostgreSQL from looking into every entry.
 */
@Repository
class ShelfStore {

    private static final String PAGE = """
            SELECT listing_id, producer_id, title, category, origin_code, from_price_fen, image_id, listed_at, sold,
                   place
              FROM (SELECT e.*, %s AS place FROM shelf_entry e WHERE true%s) found
             WHERE true %s
             ORDER BY place %s, listing_id %4$s
             LIMIT :limit""";

    private static final String LATER = """
            AND (place, listing_id) %s (:afterPlace, :afterId)""";

    /** In one pass over what is asked for: by category, by region, by band of prices, and all. */
    private static final String COUNTS = """
            SELECT category, origin, band, count(*) AS listings
              FROM (SELECT category, left(origin_code, :digits) AS origin, width_bucket(from_price_fen, :bands) AS band
                      FROM shelf_entry WHERE true%s) found
             GROUP BY GROUPING SETS ((category), (origin), (band), ())""";

    /** Of what is on the shelf newest, for any that is like it will do. */
    private static final String NEAR = """
            SELECT title
              FROM (SELECT title, listing_id,
                           (SELECT count(*) FROM unnest(:near) word WHERE word = ANY (words)) AS shared
                      FROM (SELECT title, listing_id, words FROM shelf_entry
                             WHERE words && :near AND shelf_opened(listing_id)%s
                             ORDER BY listing_id DESC LIMIT 500) newest) alike
             WHERE shared * 3 >= cardinality(:near)
             GROUP BY title
             ORDER BY max(shared) DESC, max(CAST(listing_id AS text)) DESC
             LIMIT 3""";

    private final DatabaseClient database;

    ShelfStore(DatabaseClient database) {
        this.database = database;
    }

    /** A card with its place in the order that was asked for. */
    record Placed(Card card, Cursor place) {}

    Flux<Placed> page(Question question, Sort sort, @Nullable Cursor after, int limit) {
        String later = after == null ? "" : LATER.formatted(sort.later());
        String sql = PAGE.formatted(sort.key(), words(question) + filters(question), later, sort.direction());
        GenericExecuteSpec statement = bound(database.sql(sql), question).bind("limit", limit);
        statement = sort == Sort.BEST ? bind(statement, "text", textOf(question)) : statement;
        if (after != null) {
            statement = statement
                    .bind("afterPlace", sort.isTime() ? after.time() : after.number())
                    .bind("afterId", after.id());
        }
        return statement.map(row -> placed(row, sort)).all();
    }

    private static String words(Question question) {
        Wanted wanted = question.wanted();
        if (wanted == null) {
            return "";
        }
        String words = " AND words @> :words AND shelf_opened(listing_id)";
        return wanted.phrases().isEmpty() ? words : words + " AND name LIKE ALL (:phrases)";
    }

    private static String filters(Question question) {
        StringBuilder sql = new StringBuilder();
        append(sql, question.categories(), " AND category = ANY (:categories)");
        append(sql, question.originPrefix(), " AND origin_code >= :fromOrigin AND origin_code <= :toOrigin");
        append(sql, question.producer(), " AND producer_id = :producer");
        append(sql, question.minPriceFen(), " AND from_price_fen >= :minPrice");
        append(sql, question.maxPriceFen(), " AND from_price_fen <= :maxPrice");
        return sql.toString();
    }

    private static void append(StringBuilder sql, @Nullable Object given, String condition) {
        if (given != null) {
            sql.append(condition);
        }
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, Question question) {
        Wanted wanted = question.wanted();
        if (wanted == null) {
            return filtered(statement, question);
        }
        GenericExecuteSpec worded = statement.bind("words", array(wanted.words()));
        List<String> phrases = wanted.phrases();
        return filtered(phrases.isEmpty() ? worded : worded.bind("phrases", patterns(phrases)), question);
    }

    private static GenericExecuteSpec filtered(GenericExecuteSpec statement, Question question) {
        List<String> categories = question.categories();
        String prefix = question.originPrefix();
        ProducerId producer = question.producer();
        GenericExecuteSpec bound = bind(statement, "categories", categories == null ? null : array(categories));
        bound = bind(bound, "fromOrigin", prefix);
        bound = bind(bound, "toOrigin", prefix == null ? null : prefix + "9".repeat(12 - prefix.length()));
        bound = bind(bound, "producer", producer == null ? null : producer.value());
        bound = bind(bound, "minPrice", question.minPriceFen());
        return bind(bound, "maxPrice", question.maxPriceFen());
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, String name, @Nullable Object value) {
        return value == null ? statement : statement.bind(name, value);
    }

    private static String[] array(Collection<String> words) {
        return words.toArray(String[]::new);
    }

    private static String[] patterns(List<String> phrases) {
        return phrases.stream()
                .map(phrase -> phrase.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
                .map(phrase -> "%" + phrase + "%")
                .toArray(String[]::new);
    }

    private static String textOf(Question question) {
        Wanted wanted = question.wanted();
        return wanted == null ? "" : wanted.text();
    }

    private static Placed placed(Readable row, Sort sort) {
        Card card = new Card(
                Rows.id(row, "listing_id", ListingId::new),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.text(row, "title"),
                Rows.text(row, "category"),
                Rows.text(row, "origin_code"),
                Rows.money(row, "from_price_fen"),
                Rows.idOrNull(row, "image_id", ImageId::new),
                Rows.time(row, "listed_at"),
                Rows.number(row, "sold"));
        Cursor place = sort.isTime()
                ? Cursor.of(card.listedAt(), card.id().value())
                : Cursor.of(Rows.number(row, "place"), card.id().value());
        return new Placed(card, place);
    }

    /**
     * How many listings there are of one kind; of the three only one is there, and none of the count of all.
     *
     * @param origin digits of a region's code
     * @param band how many of the bounds its price reaches
     */
    record Count(
            @Nullable String category,
            @Nullable String origin,
            @Nullable Integer band,
            long listings) {}

    /**
     * @param digits of region codes that are told apart
     * @param bands bounds of prices in fen, rising
     */
    Flux<Count> counts(Question question, int digits, List<Long> bands) {
        String sql = COUNTS.formatted(words(question) + filters(question));
        return bound(database.sql(sql), question)
                .bind("digits", digits)
                .bind("bands", bands.toArray(Long[]::new))
                .map(row -> new Count(
                        row.get("category", String.class),
                        row.get("origin", String.class),
                        row.get("band", Integer.class),
                        Rows.number(row, "listings")))
                .all();
    }

    /** Titles that have a third of these, those with most first. */
    Flux<String> near(Question question, Set<String> near) {
        return filtered(database.sql(NEAR.formatted(filters(question))), question)
                .bind("near", array(near))
                .map(row -> Rows.text(row, "title"))
                .all();
    }
}
