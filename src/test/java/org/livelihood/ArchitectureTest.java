package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    /** In the order in which a sale travels: an area uses those before it. */
    static final List<String> AREAS =
            List.of("platform", "books", "people", "goods", "sale", "income", "account", "demo");

    private static final int MANY_FILES = 17;

    static final ApplicationModules HOUSE = ApplicationModules.of(LivelihoodApplication.class);

    @Test
    void modulesFormOneWay() {
        HOUSE.verify();
    }

    @Test
    void everyModuleIsInAnArea() {
        assertThat(HOUSE.stream().map(ArchitectureTest::areaOf)).containsOnlyElementsOf(AREAS);
        assertThat(HOUSE.stream()).hasSizeGreaterThan(30);
    }

    @Test
    void areasFormOneWay() {
        assertThat(HOUSE.stream().flatMap(ArchitectureTest::climbing)).isEmpty();
    }

    @Test
    void modulesMayUseWhatTheyUseAndNoMore() {
        Map<String, Set<String>> unused = new TreeMap<>();
        HOUSE.forEach(module -> {
            Set<String> more = new TreeSet<>();
            for (String each : allowed(module)) {
                assertThat(more.add(each)).as(each + " is named twice").isTrue();
            }
            more.removeIf(other -> imports(module, other) || usesInSql(module, other));
            if (!more.isEmpty()) {
                unused.put(module.getIdentifier().toString(), more);
            }
        });
        assertThat(unused).isEmpty();
    }

    @Test
    void aModuleOfManyFilesSaysWhy() {
        assertThat(HOUSE.stream()
                        .map(ArchitectureTest::folderOf)
                        .filter(folder -> filesIn(folder) > MANY_FILES)
                        .filter(folder -> !text(folder.resolve("package-info.java"))
                                .matches("(?s).*(Many files|one file each).*")))
                .isEmpty();
    }

    private static long filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folderOf(ApplicationModule module) {
        return Path.of("src/main/java", module.getBasePackage().getName().split("\\."));
    }

    /** In the source, for constants leave no trace in classes. */
    private static boolean imports(ApplicationModule module, String other) {
        Pattern reads = Pattern.compile("import (static )?org\\.livelihood\\.\\w+\\." + other + "\\.");
        try (Stream<Path> files = Files.list(folderOf(module))) {
            return files.anyMatch(file -> reads.matcher(text(file)).find());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether its SQL reads views of the other one or calls its functions. */
    private static boolean usesInSql(ApplicationModule module, String other) {
        return SqlUses.ALL.stream()
                .anyMatch(use -> !use.table()
                        && use.owner().equals(other)
                        && use.module().equals(module.getIdentifier().toString()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> allowed(ApplicationModule module) {
        try {
            return List.of(Class.forName(module.getBasePackage().getName() + ".package-info")
                    .getAnnotation(org.springframework.modulith.ApplicationModule.class)
                    .allowedDependencies());
        } catch (ClassNotFoundException silent) {
            throw new AssertionError(silent);
        }
    }

    private static Stream<String> climbing(ApplicationModule module) {
        return module.getDirectDependencies(HOUSE)
                .uniqueModules()
                .filter(used -> AREAS.indexOf(areaOf(used)) > AREAS.indexOf(areaOf(module)))
                .map(used -> module.getIdentifier() + " uses " + used.getIdentifier());
    }

    static String areaOf(ApplicationModule module) {
        return module.getBasePackage().getName().split("\\.")[2];
    }
}
