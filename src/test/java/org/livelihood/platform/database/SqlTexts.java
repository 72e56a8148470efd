package org.livelihood.platform.database;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All SQL that the program runs, by name: the statements of its stores as they are put together, and its functions. */
final class SqlTexts {

    private static final Path FILES = Path.of("src/main/resources/db/schema");

    /** They read over all producers; what several machines would ask of them is a step of its own. */
    private static final Set<String> READ_MODELS =
            Set.of("audit", "check", "trace", "statement", "indicator", "vitals", "tlog");

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern VIEW = Pattern.compile("CREATE (?:OR REPLACE )?VIEW (\\w+)");
    private static final Pattern FUNCTION = Pattern.compile(
            "CREATE (?:OR REPLACE )?FUNCTION (\\w+)\\((.*?)\\)\\s*RETURNS (.*?)(?:AS \\$\\$(.*?)\\$\\$;|;)",
            Pattern.DOTALL);

    /** A function of the schema. */
    record Function(String name, String parameters, String language, String body) {}

    private SqlTexts() {}

    private static String schema() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file).replaceAll("(?m)^ *--.*$", ""))
                        .append('\n');
            }
        }
        return all.toString();
    }

    static List<String> tables() throws IOException {
        return TABLE.matcher(schema()).results().map(found -> found.group(1)).toList();
    }

    static List<String> views() throws IOException {
        return VIEW.matcher(schema()).results().map(found -> found.group(1)).toList();
    }

    static List<Function> functions() throws IOException {
        return FUNCTION.matcher(schema())
                .results()
                .map(found -> new Function(
                        found.group(1),
                        found.group(2),
                        found.group(3).contains("LANGUAGE sql") ? "sql" : "plpgsql",
                        found.group(4) == null ? found.group(3) : found.group(4)))
                .toList();
    }

    /** Statements by {@code Store.NAME}, and of functions by the function's name and their number. */
    static Map<String, String> statements() throws IOException, IllegalAccessException {
        Map<String, String> statements = new TreeMap<>();
        for (Function function : functions()) {
            String[] parts = function.body().split(";");
            for (int i = 0; i < parts.length; i++) {
                statements.put(function.name() + "#" + i, parts[i]);
            }
        }
        for (JavaClass type :
                new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.livelihood")) {
            if (type.getSimpleName().endsWith("Store") && !READ_MODELS.contains(moduleOf(type))) {
                addConstants(type.reflect(), statements);
            }
        }
        return statements;
    }

    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void addConstants(Class<?> store, Map<String, String> statements) throws IllegalAccessException {
        for (Field field : store.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                statements.put(store.getSimpleName() + "." + field.getName(), (String) field.get(null));
            }
        }
    }

    /** The tables of a set that a statement names after one of these words. */
    static List<String> named(String statement, String words, Set<String> of) {
        Matcher matcher = Pattern.compile("\\b(?:" + words + ")\\s+(\\w+)").matcher(statement);
        return matcher.results()
                .map(found -> found.group(1))
                .filter(of::contains)
                .toList();
    }
}
