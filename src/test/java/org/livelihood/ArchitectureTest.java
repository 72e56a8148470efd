package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    /** In the order in which a sale travels: an area uses those before it. */
    private static final List<String> AREAS =
            List.of("platform", "books", "people", "goods", "sale", "income", "account", "demo");

    private static final ApplicationModules HOUSE = ApplicationModules.of(LivelihoodApplication.class);

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
            module.getDirectDependencies(HOUSE)
                    .uniqueModules()
                    .forEach(used -> more.remove(used.getIdentifier().toString()));
            if (!more.isEmpty()) {
                unused.put(module.getIdentifier().toString(), more);
            }
        });
        assertThat(unused).isEmpty();
    }

    private static List<String> allowed(ApplicationModule module) {
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

    private static String areaOf(ApplicationModule module) {
        return module.getBasePackage().getName().split("\\.")[2];
    }
}
