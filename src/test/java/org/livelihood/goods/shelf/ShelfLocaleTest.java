package org.livelihood.goods.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.goods.search.SearchWords;
import org.livelihood.goods.search.Wanted;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * 10,000 listings in a database that knows Chinese letters (C.UTF-8) and in one that knows none (C): the same answers,
 * and the table is never read from end to end.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShelfLocaleTest {

    private static final int LISTINGS = 10_000;
    private static final String[] PLACES = {"洪单村", "碗厂沟村", "新车村", "贾西村", "诺水河", "朋普镇", "盘关镇", "颍上县"};
    private static final String[] KINDS = {
        "纯棉袜", "土鸡蛋", "银耳", "魔芋粉", "青脆李", "刺梨汁", "红叶冬桃", "枳实", "羊肉", "蜂蜜", "绿茶", "腊肉", "木耳", "核桃", "大米", "菜籽油"
    };
    private static final String[] MORE = {
        "手工", "新鲜", "礼盒", "包邮", "10双装", "30枚", "500g", "散养", "长款", "春茶", "特级", "家庭装", "Hongdan", "cotton", "fresh",
        "100%"
    };
    private static final List<String> ASKED = List.of(
            "棉",
            "棉袜",
            "土鸡蛋",
            "hdccmw",
            "mianwa",
            "純棉襪",
            "ＣＯＴＴＯＮ",
            "%",
            "_",
            "'",
            "🧦",
            "棉".repeat(200),
            "cotton 洪单村",
            "洪单村 袜",
            "眠袜",
            "hongdna");

    @Autowired
    private Environment environment;

    private Shop letters;
    private Shop bytes;

    /** The shelf in a database of its own. */
    private record Shop(Connection connection, DatabaseClient client, ShelfStore store) {

        List<String> found(Question question, Sort sort, Cursor after) {
            return Objects.requireNonNull(store.page(question, sort, after, 20)
                    .map(row -> row.card().title() + row.place())
                    .collectList()
                    .block());
        }

        long wholeReads() {
            client.sql("SELECT CAST(pg_stat_force_next_flush() AS text)").then().block();
            return Objects.requireNonNull(
                    client.sql("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'shelf_entry'")
                            .mapValue(Long.class)
                            .one()
                            .block());
        }
    }

    @BeforeAll
    void open() throws SQLException {
        letters = shop("C.UTF-8");
        bytes = shop("C");
    }

    @AfterAll
    void close() {
        Mono.from(letters.connection().close()).block();
        Mono.from(bytes.connection().close()).block();
    }

    private String property(String name) {
        return Objects.requireNonNull(environment.getProperty("spring.flyway." + name));
    }

    private java.sql.Connection connected(String url) throws SQLException {
        return DriverManager.getConnection(url, property("user"), property("password"));
    }

    private Shop shop(String characters) throws SQLException {
        String name = "shelf_" + UUID.randomUUID().toString().substring(0, 8);
        try (java.sql.Connection owner = connected(property("url"))) {
            owner.createStatement()
                    .execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER"
                            + " libc LC_COLLATE 'C' LC_CTYPE '" + characters + "'");
        }
        String url = property("url").replaceAll("/[^/]*$", "/" + name);
        Flyway.configure()
                .locations("classpath:db/schema")
                .dataSource(url, property("user"), property("password"))
                .load()
                .migrate();
        try (java.sql.Connection owner = connected(url)) {
            fill(owner);
        }
        URI address = URI.create(url.substring("jdbc:".length()));
        PostgresqlConnectionFactory factory =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(address.getHost())
                        .port(address.getPort())
                        .database(name)
                        .username(property("user"))
                        .password(property("password"))
                        .build());
        Connection connection = Objects.requireNonNull(factory.create().block());
        DatabaseClient client =
                DatabaseClient.create(new SingleConnectionFactory(connection, factory.getMetadata(), true));
        return new Shop(connection, client, new ShelfStore(client));
    }

    private static void fill(java.sql.Connection owner) throws SQLException {
        String index = "SELECT pg_get_indexdef('shelf_entry_words'::regclass)";
        ResultSet found = owner.createStatement().executeQuery(index);
        found.next();
        String definition = found.getString(1);
        owner.setAutoCommit(false);
        owner.createStatement().execute("DROP INDEX shelf_entry_words");
        Random random = new Random(7);
        try (PreparedStatement insert = owner.prepareStatement("""
                INSERT INTO shelf_entry (listing_id, producer_id, title, name, category, origin_code, from_price_fen,
                                         listed_at, sold, words, words_version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""")) {
            for (int i = 0; i < LISTINGS; i++) {
                String kind = KINDS[random.nextInt(KINDS.length)];
                String title = PLACES[random.nextInt(PLACES.length)] + kind + " " + MORE[random.nextInt(MORE.length)]
                        + " " + i;
                insert.setObject(1, new UUID(i, i));
                insert.setObject(2, new UUID(0, i % 200));
                insert.setString(3, title);
                insert.setString(4, SearchWords.folded(title));
                insert.setString(5, kind.equals("纯棉袜") ? "socks" : "fruit");
                insert.setString(6, (i % 3 == 0 ? "341226" : "511921") + String.format("%06d", i % 40));
                insert.setLong(7, 100 + random.nextInt(60_000));
                insert.setTimestamp(8, Timestamp.from(Instant.ofEpochSecond(1_580_000_000L + i)));
                insert.setLong(9, random.nextInt(500));
                insert.setArray(
                        10, owner.createArrayOf("text", SearchWords.of(title).toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        owner.createStatement().execute(definition);
        owner.commit();
        owner.setAutoCommit(true);
        owner.createStatement().execute("VACUUM ANALYZE shelf_entry");
    }

    private static Question question(String text, String category, String origin) {
        return new Question(
                text == null ? null : Wanted.of(text),
                category == null ? null : List.of(category),
                origin,
                null,
                null,
                null);
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String text : ASKED) {
            questions.add(question(text, null, null));
            questions.add(question(text, "socks", "34"));
        }
        questions.add(question(null, "socks", null));
        questions.add(question(null, null, "341226"));
        return questions;
    }

    private static Map<String, List<String>> answers(Shop shop) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Question question : questions()) {
            for (Sort sort : Sort.values()) {
                if (sort != Sort.BEST || question.wanted() != null) {
                    answers.put(sort + " " + question, shop.found(question, sort, null));
                }
            }
            Wanted wanted = question.wanted();
            if (wanted != null && !wanted.near().isEmpty()) {
                answers.put(
                        "near " + question,
                        shop.store().near(question, wanted.near()).collectList().block());
            }
        }
        return answers;
    }

    @Test
    @DisplayName("the same is found in every locale, and no question reads the shelf from end to end")
    void localesMakeNoDifference() {
        long before = letters.wholeReads() + bytes.wholeReads();
        Map<String, List<String>> found = answers(letters);
        assertThat(answers(bytes)).isEqualTo(found);
        assertThat(letters.wholeReads() + bytes.wholeReads()).isEqualTo(before);
        Question mianwa = question("mianwa", null, null);
        assertThat(found.get("BEST " + mianwa)).hasSize(20).allMatch(title -> title.contains("棉袜"));
        assertThat(found.get("BEST " + question("hdccmw", null, null)))
                .hasSize(20)
                .allMatch(title -> title.startsWith("洪单村纯棉袜"));
        assertThat(found.get("BEST " + question("純棉襪", null, null))).hasSize(20);
        assertThat(found.get("BEST " + question("%", null, null)))
                .hasSize(20)
                .allMatch(title -> title.contains("100%"));
        assertThat(found.get("BEST " + question("_", null, null))).isEmpty();
        assertThat(found.get("near " + question("眠袜", null, null))).hasSize(3).allMatch(title -> title.contains("棉袜"));
    }

    @Test
    @DisplayName("facets count what is found, without reading the shelf from end to end")
    void facetsCount() {
        long before = bytes.wholeReads();
        List<ShelfStore.Count> counts = Objects.requireNonNull(bytes.store()
                .counts(question("棉袜", null, null), 2, Counting.BANDS)
                .collectList()
                .block());
        assertThat(bytes.wholeReads()).isEqualTo(before);
        long expected = Objects.requireNonNull(bytes.client()
                .sql("SELECT count(*) FROM shelf_entry WHERE name LIKE '%棉袜%'")
                .mapValue(Long.class)
                .one()
                .block());
        assertThat(counts).contains(new ShelfStore.Count(null, null, null, expected));
        assertThat(counts).contains(new ShelfStore.Count("socks", null, null, expected));
        assertThat(counts.stream()
                        .filter(count -> count.origin() != null)
                        .mapToLong(ShelfStore.Count::listings)
                        .sum())
                .isEqualTo(expected);
        assertThat(counts.stream()
                        .filter(count -> count.band() != null)
                        .mapToLong(ShelfStore.Count::listings)
                        .sum())
                .isEqualTo(expected);
    }
}
