package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds of the texts of the SQL, so that the tables can be spread over several machines by producer. What does not
 * hold yet stands in {@code schema/sql.txt} with its reason, and nothing else does.
 */
class SqlRulesTest {

    private static final Path EXCEPTIONS = Path.of("src/test/resources/schema/sql.txt");

    private static final Pattern LOCK = Pattern.compile("FOR (NO KEY )?UPDATE");
    private static final Pattern OF_PRODUCER =
            Pattern.compile("producer_id = (:producer|:source|producer\\b|ANY ?\\(|\\w+\\.producer_id\\b(?! *=))");
    private static final Pattern NOW_WITHIN =
            Pattern.compile("(\\bCASE\\b(?:(?!\\bEND\\b).)*|\\bRETURNING\\b.*|\\bDO UPDATE\\b.*)"
                    + "(now\\(\\)|pg_current_xact_id\\(\\))");
    private static final Pattern JOIN = Pattern.compile("\\bJOIN (\\w+)(?: (?!ON\\b|USING\\b)\\w+)? (?:ON|USING) (.*?)"
            + "(?=\\b(?:JOIN|LEFT|CROSS|WHERE|ORDER|GROUP|LIMIT|UNION|RETURNING|HAVING|LOOP)\\b|$)");

    private static Set<String> distributed;

    private static Map<String, String> statements;

    @BeforeAll
    static void read() throws Exception {
        SchemaPlaces places = new SchemaPlaces();
        distributed = SqlTexts.tables().stream().filter(places::distributed).collect(Collectors.toSet());
        distributed.addAll(List.of("live_offer", "lot_gone", "lot_work", "hours_book"));
        statements = new TreeMap<>();
        SqlTexts.statements().forEach((name, text) -> statements.put(name, text.replaceAll("\\s+", " ")));
    }

    private static Set<String> excepted(String rule) throws IOException {
        return Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> line.startsWith(rule + " "))
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The function, whichever of its statements it is. */
    private static String nameOf(String statement) {
        return statement.split("#")[0];
    }

    private static boolean locksAcrossProducers(String statement) {
        Matcher lock = LOCK.matcher(statement);
        if (!lock.find() || SqlTexts.named(statement, "FROM|JOIN", distributed).isEmpty()) {
            return false;
        }
        return !OF_PRODUCER.matcher(statement.substring(0, lock.start())).find();
    }

    private static boolean joinsAcrossProducers(String statement) {
        return JOIN.matcher(statement)
                .results()
                .anyMatch(join ->
                        distributed.contains(join.group(1)) && !join.group(2).contains("producer_id"));
    }

    private static Set<String> those(Predicate<String> which) {
        return statements.entrySet().stream()
                .filter(statement -> which.test(statement.getValue()))
                .map(statement -> nameOf(statement.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("what is locked is locked within a producer")
    void locksAreWithinAProducer() throws IOException {
        assertThat(those(SqlRulesTest::locksAcrossProducers)).isEqualTo(excepted("lock"));
    }

    @Test
    @DisplayName("what belongs to producers is joined by the producer too")
    void joinsAreWithinAProducer() throws IOException {
        assertThat(those(SqlRulesTest::joinsAcrossProducers)).isEqualTo(excepted("join"));
    }

    @Test
    @DisplayName("the time of a change is no part of a choice, of what comes back or of what replaces")
    void timesStandAlone() throws IOException {
        assertThat(those(statement -> NOW_WITHIN.matcher(statement).find())).isEqualTo(excepted("now"));
    }

    @Test
    @DisplayName("no SQL function with parameters reads a table")
    void functionsThatReadAreProcedural() throws IOException {
        Set<String> tables = new TreeSet<>(SqlTexts.tables());
        tables.addAll(SqlTexts.views());
        Set<String> read = SqlTexts.functions().stream()
                .filter(function -> function.language().equals("sql")
                        && !function.parameters().isBlank())
                .filter(function -> !SqlTexts.named(function.body(), "FROM|JOIN|INTO", tables)
                                .isEmpty()
                        || function.body().matches("(?s).*\\b(household_\\w+_on|household_belonging|order_end)\\(.*"))
                .map(SqlTexts.Function::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(read).isEqualTo(excepted("function"));
    }
}
