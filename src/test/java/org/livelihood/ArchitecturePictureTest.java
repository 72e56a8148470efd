package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The picture of modules in the docs is drawn from the classes: {@code -Dpicture=draw} draws it anew. Within an area an
 * arrow that follows from others is left out; that later areas use earlier ones is not drawn arrow by arrow.
 */
class ArchitecturePictureTest {

    private static final Path PAGE = Path.of("src/docs/architecture.md");
    private static final String BEGIN = "<!-- drawn -->\n";
    private static final String END = "<!-- /drawn -->\n";

    private static final ApplicationModules HOUSE = ArchitectureTest.HOUSE;

    @Test
    void thePictureIsOfTheHouseAsItStands() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String drawn = page.substring(0, begin) + picture() + page.substring(end);
        if ("draw".equals(System.getProperty("picture"))) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(drawn);
    }

    private static String picture() {
        Map<String, Set<String>> modules = HOUSE.stream()
                .collect(Collectors.groupingBy(
                        ArchitectureTest::areaOf,
                        TreeMap::new,
                        Collectors.mapping(ArchitecturePictureTest::nameOf, Collectors.toCollection(TreeSet::new))));
        StringBuilder lines = new StringBuilder("```mermaid\nflowchart TB\n");
        for (String area : ArchitectureTest.AREAS) {
            Set<String> own = modules.get(area);
            lines.append("  subgraph ").append(area).append("\n    direction LR\n");
            own.forEach(module -> lines.append("    ").append(module).append("\n"));
            own.forEach(module -> arrows(module, own)
                    .forEach(used -> lines.append("    ")
                            .append(module)
                            .append(" --> ")
                            .append(used)
                            .append("\n")));
            lines.append("  end\n");
        }
        lines.append("  ").append(String.join(" ~~~ ", ArchitectureTest.AREAS)).append("\n");
        return lines.append("```\n").toString();
    }

    private static Set<String> arrows(String module, Set<String> area) {
        Set<String> direct = used(module, area);
        Set<String> further =
                direct.stream().flatMap(used -> reachable(used, area).stream()).collect(Collectors.toSet());
        return direct.stream().filter(used -> !further.contains(used)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reachable(String module, Set<String> area) {
        Set<String> all = new TreeSet<>();
        for (String used : used(module, area)) {
            all.add(used);
            all.addAll(reachable(used, area));
        }
        return all;
    }

    private static Set<String> used(String module, Set<String> area) {
        return HOUSE.getModuleByName(module)
                .orElseThrow()
                .getDirectDependencies(HOUSE)
                .uniqueModules()
                .map(ArchitecturePictureTest::nameOf)
                .filter(area::contains)
                .collect(Collectors.toSet());
    }

    private static String nameOf(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
