package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
