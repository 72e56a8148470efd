package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The page of the data model is drawn from the catalogue of the migrated database: {@code -Ddata-model=draw} draws it
 * anew.
 */
@JourneyTest
class DataModelJourneyTest {

    private static final Path PAGE = Path.of("src/docs/data-model.md");
    private static final String BEGIN = "<!-- drawn -->\n";

    private static final String TABLES = """
            SELECT CAST(relname AS text) AS name, obj_description(oid) AS note
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname !~ '^flyway'
             ORDER BY relname""";

    private static final String COLUMNS = """
            SELECT CAST(c.relname AS text) AS name,
                   concat('`', a.attname, '` ', format_type(a.atttypid, a.atttypmod),
                          CASE WHEN a.attnotnull THEN '' ELSE '?' END,
                          ' (' || col_description(c.oid, a.attnum) || ')') AS note
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
             ORDER BY c.relname, a.attnum""";

    private static final String KEYS = """
            SELECT CAST(c.conrelid::regclass AS text) AS name,
                   CASE c.contype WHEN 'f' THEN CAST(c.confrelid::regclass AS text) ELSE '' END AS note,
                   (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
                      FROM unnest(c.conkey) WITH ORDINALITY k (attnum, place)
                      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns
              FROM pg_constraint c
             WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'f')
             ORDER BY 1, c.contype DESC, 2, 3""";

    private static final Map<String, ApplicationModule> MODULES = ArchitectureTest.HOUSE.stream()
            .collect(Collectors.toMap(module -> module.getIdentifier().toString(), module -> module));

    @Autowired
    private DatabaseClient client;

    /** Something of a table: its comment, a column, or a key with its columns. */
    private record Fact(String table, String note, String columns) {

        private boolean isPrimary() {
            return note.isEmpty();
        }
    }

    @Test
    @DisplayName("The page of the data model says what the database has")
    void thePageIsOfTheSchemaAsItStands() throws IOException {
        String page = Files.readString(PAGE);
        String drawn = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + model();
        if ("draw".equals(System.getProperty("data-model"))) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(drawn);
    }

    private List<Fact> facts(String sql, boolean isKey) {
        return Objects.requireNonNull(client.sql(sql)
                .map(row -> new Fact(
                        Objects.requireNonNull(row.get("name", String.class)),
                        Objects.requireNonNullElse(row.get("note", String.class), ""),
                        isKey ? Objects.requireNonNull(row.get("columns", String.class)) : ""))
                .all()
                .collectList()
                .block());
    }

    private String model() {
        Map<String, List<Fact>> columns = facts(COLUMNS, false).stream().collect(Collectors.groupingBy(Fact::table));
        Map<String, List<Fact>> keys = facts(KEYS, true).stream().collect(Collectors.groupingBy(Fact::table));
        List<Fact> tables = facts(TABLES, false);
        StringBuilder page = new StringBuilder();
        for (String area : ArchitectureTest.AREAS) {
            List<Fact> own = tables.stream()
                    .filter(table ->
                            ArchitectureTest.areaOf(moduleOf(table.table())).equals(area))
                    .toList();
            if (!own.isEmpty()) {
                page.append("\n## ")
                        .append(area)
                        .append("\n\n")
                        .append(picture(own, keys))
                        .append("\n");
                page.append("| table | columns | primary key | refers to |\n|---|---|---|---|\n");
                own.forEach(table -> page.append(row(table, columns, keys)));
            }
        }
        return page.toString();
    }

    /** A table is named after its module. */
    private static ApplicationModule moduleOf(String table) {
        String module = table.equals("orders") ? "order" : table.replaceFirst("_.*", "");
        return Optional.ofNullable(MODULES.get(module))
                .orElseThrow(() -> new AssertionError("No module is named as the table " + table));
    }

    private static String picture(List<Fact> tables, Map<String, List<Fact>> keys) {
        List<String> names = tables.stream().map(Fact::table).toList();
        StringBuilder lines = new StringBuilder("```mermaid\nerDiagram\n");
        for (String name : names) {
            List<Fact> own = keys.getOrDefault(name, List.of());
            own.stream()
                    .filter(Fact::isPrimary)
                    .forEach(key -> lines.append("  ")
                            .append(name)
                            .append(" {\n    key ")
                            .append(key.columns().replace(", ", " PK\n    key "))
                            .append(" PK\n  }\n"));
            own.stream()
                    .filter(key -> names.contains(key.note()))
                    .map(key -> "  %s }o--|| %s : \"%s\"\n".formatted(name, key.note(), key.columns()))
                    .forEach(lines::append);
        }
        return lines.append("```\n").toString();
    }

    private static String row(Fact table, Map<String, List<Fact>> columns, Map<String, List<Fact>> keys) {
        List<Fact> own = keys.getOrDefault(table.table(), List.of());
        List<String> cells = new ArrayList<>();
        cells.add("**" + table.table() + "**" + (table.note().isEmpty() ? "" : ": " + table.note()));
        cells.add(columns.getOrDefault(table.table(), List.of()).stream()
                .map(Fact::note)
                .collect(Collectors.joining(", ")));
        cells.add(own.stream().filter(Fact::isPrimary).map(Fact::columns).collect(Collectors.joining()));
        cells.add(own.stream()
                .filter(key -> !key.isPrimary())
                .map(key -> "%s (%s)".formatted(key.note(), key.columns()))
                .collect(Collectors.joining("; ")));
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
