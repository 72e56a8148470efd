package org.livelihood.support;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The owner's hand in the tables, without triggers and keys: one connection, in a transaction that is rolled back. What
 * is checked over its client is checked within that transaction.
 */
public final class OwnerDatabase implements AutoCloseable {

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'::");

    private static final int CANDIDATES = 50;

    private final Connection connection;
    public final DatabaseClient client;

    public OwnerDatabase(Environment environment) {
        URI url = URI.create(Objects.requireNonNull(environment.getProperty("spring.flyway.url"))
                .substring("jdbc:".length()));
        PostgresqlConnectionFactory factory =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(url.getHost())
                        .port(url.getPort())
                        .database(url.getPath().substring(1))
                        .username(Objects.requireNonNull(environment.getProperty("spring.flyway.user")))
                        .password(environment.getProperty("spring.flyway.password"))
                        .build());
        connection = Objects.requireNonNull(factory.create().block());
        client = DatabaseClient.create(new SingleConnectionFactory(connection, factory.getMetadata(), true));
        run("SET session_replication_role = replica");
        run("BEGIN");
    }

    /** Within what was run so far, and for everybody to see. */
    public void commit() {
        run("COMMIT");
        run("BEGIN");
    }

    public void run(String sql) {
        client.sql(sql).then().block();
    }

    public @Nullable String text(String sql) {
        return client.sql("SELECT CAST((" + sql + ") AS text) AS it")
                .map(row -> java.util.Optional.ofNullable(row.get("it", String.class)))
                .one()
                .block()
                .orElse(null);
    }

    public List<String> texts(String sql) {
        return Objects.requireNonNull(
                client.sql(sql).mapValue(String.class).all().collectList().block());
    }

    /** Undoes what is run within it. */
    public void undone(Runnable work) {
        run("SAVEPOINT before");
        try {
            work.run();
        } finally {
            run("ROLLBACK TO SAVEPOINT before");
        }
    }

    /** All columns of a table, in order. */
    public List<String> columns(String table) {
        return texts("SELECT CAST(attname AS text) FROM pg_attribute WHERE attrelid = '" + table
                + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
    }

    /**
     * The fullest row of a table, the newest of such, by preference one that has a value in the column; null where
     * there is none.
     */
    public @Nullable String row(String table, String column, String condition) {
        return client.sql(rows(table, column, condition) + " LIMIT 1")
                .mapValue(String.class)
                .one()
                .block();
    }

    private String rows(String table, String column, String condition) {
        return "SELECT CAST(ctid AS text) FROM " + table + " WHERE " + condition + " ORDER BY " + column
                + " IS NULL, num_nulls(" + String.join(", ", columns(table)) + "), ctid DESC";
    }

    /**
     * Gives the column of a row another value, of its type and as its constraints allow; where the row is now, or null.
     */
    public @Nullable String alter(String table, String column, String row) {
        for (String other : others(table, column)) {
            run("SAVEPOINT trying");
            String changed = client.sql("UPDATE " + table + " SET " + column + " = " + other + " WHERE ctid = '" + row
                            + "' AND " + column + " IS DISTINCT FROM " + other + " RETURNING CAST(ctid AS text)")
                    .mapValue(String.class)
                    .one()
                    .onErrorResume(refused -> Mono.empty())
                    .block();
            if (changed != null) {
                return changed;
            }
            run("ROLLBACK TO SAVEPOINT trying");
        }
        return null;
    }

    /** Sets it in the first row, in the order of {@link #row}, that it changes; false where it changes none. */
    public boolean set(String table, String set, String condition) {
        for (String row : texts(rows(table, "ctid", condition) + " LIMIT " + CANDIDATES)) {
            String before = text("SELECT to_jsonb(it) FROM " + table + " it WHERE ctid = '" + row + "'");
            run("SAVEPOINT trying");
            String after = client.sql("UPDATE " + table + " it SET " + set + " WHERE ctid = '" + row
                            + "' RETURNING CAST(to_jsonb(it) AS text)")
                    .mapValue(String.class)
                    .one()
                    .block();
            if (!Objects.equals(before, after)) {
                return true;
            }
            run("ROLLBACK TO SAVEPOINT trying");
        }
        return false;
    }

    /** Alters the column for everybody to see while the work goes on; whether it could be altered. */
    public boolean altered(String table, String column, String row, Runnable work) {
        run("CREATE TEMP TABLE kept AS SELECT * FROM " + table + " WHERE ctid = '" + row + "'");
        String changed = alter(table, column, row);
        commit();
        try {
            work.run();
        } finally {
            if (changed != null) {
                run("DELETE FROM " + table + " WHERE ctid = '" + changed + "'");
                run("INSERT INTO " + table + " SELECT * FROM kept");
            }
            run("DROP TABLE kept");
            commit();
        }
        return changed != null;
    }

    private List<String> others(String table, String column) {
        String type =
                Objects.requireNonNull(text("SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"
                        + table + "'::regclass AND attname = '" + column + "'"));
        return switch (type) {
            case "bigint", "integer", "smallint" ->
                List.of("coalesce(" + column + ", 0) + 1", column + " - 1", column + " * 2", "1 - " + column, "7");
            case "date" -> List.of(column + " + 30", column + " - 30", "CAST('2021-02-03' AS date)");
            case "timestamp with time zone" ->
                List.of(column + " + interval '30 days'", column + " - interval '30 days'", "now()");
            case "uuid" -> List.of("gen_random_uuid()");
            case "boolean" -> List.of("NOT " + column);
            case "bytea" -> List.of("sha256(" + column + ")");
            case "text[]" -> List.of("'{OTHER}'", "'{NO_SKILL}'", "'{}'", "'{HIRED_WORK}'");
            case "int8multirange" -> List.of("'{[0,1)}'", "'{[3,99)}'");
            default -> words(table, column);
        };
    }

    private List<String> words(String table, String column) {
        List<String> words = new ArrayList<>(List.of(column + " || 'x'"));
        for (String check :
                texts("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = '" + table
                        + "'::regclass AND pg_get_constraintdef(oid) ~ '\\y" + column + "\\y'")) {
            Matcher quoted = QUOTED.matcher(check);
            while (quoted.find()) {
                words.add("'" + quoted.group(1) + "'");
            }
        }
        words.add("'" + "12".repeat(32) + "'");
        words.add("'110000000000'");
        return words;
    }

    @Override
    public void close() {
        run("ROLLBACK");
        Mono.from(connection.close()).block();
    }
}
