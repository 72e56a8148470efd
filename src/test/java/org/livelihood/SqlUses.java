package org.livelihood;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who names what in SQL: tables, views and functions, in the texts of the program and of the schema itself. */
final class SqlUses {

    private static final Path SCHEMA = Path.of("src/main/resources/db/schema");

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern PUBLISHED = Pattern.compile("CREATE (?:OR REPLACE )?(?:VIEW|FUNCTION) (\\w+)");
    private static final Pattern TEXT = Pattern.compile(
            "CREATE (?:OR REPLACE )?(?:VIEW|FUNCTION) (\\w+)" + "((?:(?!\\$\\$|;).)*(?:\\$\\$.*?\\$\\$)?[^;]*);",
            Pattern.DOTALL);
    private static final Pattern JAVA_STRING =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern READ = Pattern.compile(
            "\\b(?:FROM|JOIN|INTO|(?<!KEY )(?<!FOR )UPDATE|USING)\\s+(?:LATERAL\\s+)?(\\w+)|\\b(\\w+)\\(");

    /** Things that are named after another module than their own. */
    private static final Map<String, String> OTHER_OWNERS = Map.of(
            "orders", "order",
            "china_.*", "database",
            "security_(fingerprint|vault_key)", "vault",
            "statement_(report|document).*", "selfreport");

    /**
     * One place that names one thing.
     *
     * @param module the one that names it
     * @param place the file, or the view or function
     * @param table whether it is a table, which only its owner writes and reads
     */
    record Use(String module, String place, String name, String owner, boolean table) {

        boolean isForeign() {
            return !module.equals(owner);
        }

        @Override
        public String toString() {
            return place + " of " + module + " names " + name + " of " + owner;
        }
    }

    private record Text(String module, String place, String sql) {}

    static final List<Use> ALL = all();

    private SqlUses() {}

    static String ownerOf(String name) {
        return OTHER_OWNERS.entrySet().stream()
                .filter(other -> name.matches(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> name.split("_")[0]);
    }

    private static List<Use> all() {
        String schema = files(SCHEMA, ".sql").stream().map(SqlUses::sql).collect(Collectors.joining("\n"));
        Set<String> tables = names(TABLE, schema);
        Set<String> published = names(PUBLISHED, schema);
        List<Use> uses = new ArrayList<>();
        Stream.concat(ofSchema(schema), ofProgram())
                .forEach(text -> READ.matcher(text.sql())
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .filter(name -> tables.contains(name) || published.contains(name))
                        .map(name -> new Use(text.module(), text.place(), name, ownerOf(name), tables.contains(name)))
                        .forEach(uses::add));
        return List.copyOf(uses);
    }

    private static Set<String> names(Pattern pattern, String schema) {
        return pattern.matcher(schema).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Stream<Text> ofSchema(String schema) {
        return TEXT.matcher(schema)
                .results()
                .map(found -> new Text(ownerOf(found.group(1)), found.group(1), found.group(2)));
    }

    private static Stream<Text> ofProgram() {
        return files(Path.of("src/main/java"), ".java").stream()
                .map(file -> new Text(
                        file.getName(file.getNameCount() - 2).toString(),
                        file.getFileName().toString(),
                        JAVA_STRING
                                .matcher(read(file))
                                .results()
                                .map(SqlUses::string)
                                .collect(Collectors.joining("\n"))));
    }

    private static String string(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String sql(Path file) {
        return Pattern.compile("--.*$", Pattern.MULTILINE).matcher(read(file)).replaceAll(Matcher.quoteReplacement(""));
    }

    private static List<Path> files(Path under, String suffix) {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
