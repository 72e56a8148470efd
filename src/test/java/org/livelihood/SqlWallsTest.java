package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;

/**
 * The walls between modules stand in SQL too: a table is its owner's, others read what it publishes, a view or a
 * function, if they may use its module. What does otherwise stands in {@code schema/walls.txt} with its reason, and
 * nothing else does.
 */
class SqlWallsTest {

    private static final Path EXCEPTIONS = Path.of("src/test/resources/schema/walls.txt");

    private static Set<String> excepted(String rule) throws IOException {
        return Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> line.startsWith(rule + " "))
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> modules(Predicate<SqlUses.Use> of) {
        return SqlUses.ALL.stream().filter(of).map(SqlUses.Use::module).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTextIsOfAModule() {
        Set<String> known = ArchitectureTest.HOUSE.stream()
                .map(module -> module.getIdentifier().toString())
                .collect(Collectors.toSet());
        assertThat(known).containsAll(modules(use -> use.table()));
        assertThat(SqlUses.ALL).hasSizeGreaterThan(1000);
    }

    @Test
    void tablesAreTheirOwners() throws IOException {
        Set<String> views = excepted("view");
        Set<String> all = excepted("tables");
        assertThat(SqlUses.ALL.stream()
                        .filter(use -> use.table() && use.isForeign())
                        .filter(use -> !all.contains(use.module()) && !views.contains(use.place())))
                .isEmpty();
        assertThat(modules(use -> use.table() && use.isForeign() && !views.contains(use.place())))
                .isEqualTo(all);
    }

    @Test
    void whatIsReadOfOthersIsOfModulesThatMayBeUsed() throws IOException {
        Set<String> views = excepted("view");
        assertThat(SqlUses.ALL.stream()
                        .filter(use -> !use.table() && use.isForeign() && !views.contains(use.place()))
                        .filter(use ->
                                !ArchitectureTest.allowed(module(use.module())).contains(use.owner())))
                .isEmpty();
        assertThat(views)
                .allMatch(
                        view -> SqlUses.ALL.stream().anyMatch(use -> use.place().equals(view) && use.isForeign()));
    }

    private static ApplicationModule module(String name) {
        return ArchitectureTest.HOUSE.getModuleByName(name).orElseThrow();
    }
}
