package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Migrations are only added: what was landed has run somewhere, and is kept by its checksum. */
class SchemaFilesTest {

    private static final Path FILES = Path.of("src/main/resources/db/schema");
    private static final Path CHECKSUMS = Path.of("src/test/resources/schema/checksums.txt");
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_LINE = 120;

    private static final String CHANGED = """
            %s was changed, and databases have run it as it was: they would refuse to start. Put it back (git checkout), and \
            make the change in a further migration, as src/docs/schema.md says.""";

    private static final String CHANGED_AGAIN = """
            %s was changed. It may be, together with a further versioned migration, so that an older program refuses the schema \
            and does not put the old text back. Name that one in its line of %s:
            %s V... %s""";

    private static final String ADDED = """
            %s is new. Its line in %s:
            %s""";

    private static final String GONE = """
            %s was landed and is gone: databases that have run it would refuse to start. Put it back.""";

    private static Map<String, Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            Map<String, Path> byName = new TreeMap<>();
            files.forEach(file -> byName.put(file.getFileName().toString(), file));
            return byName;
        }
    }

    private static Map<String, List<String>> landed() throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            if (!line.startsWith("#")) {
                List<String> words = List.of(line.split(" "));
                lines.put(words.get(0), words.subList(1, words.size()));
            }
        }
        return lines;
    }

    /** Of the text, whatever a checkout made of its line ends. */
    private static String checksum(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] text = String.join("\n", Files.readAllLines(file)).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                .substring(0, 32);
    }

    private static boolean repeatable(String name) {
        return name.startsWith("R");
    }

    private static String complaint(String name, Path file, List<String> landed) throws Exception {
        String checksum = checksum(file);
        if (landed.isEmpty()) {
            String line = name + (repeatable(name) ? " V... " : " ") + checksum;
            return ADDED.formatted(name, CHECKSUMS, line);
        }
        return repeatable(name) ? CHANGED_AGAIN.formatted(name, CHECKSUMS, name, checksum) : CHANGED.formatted(name);
    }

    @Test
    @DisplayName("G9: a migration that was landed is never changed, renamed or taken away")
    void whatWasLandedStays() throws Exception {
        Map<String, Path> files = files();
        Map<String, List<String>> landed = landed();
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            List<String> line = landed.getOrDefault(file.getKey(), List.of());
            if (line.isEmpty() || !checksum(file.getValue()).equals(line.get(line.size() - 1))) {
                complaints.add(complaint(file.getKey(), file.getValue(), line));
            }
        }
        landed.keySet().stream()
                .filter(name -> !files.containsKey(name))
                .forEach(name -> complaints.add(GONE.formatted(name)));
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("G9: each repeatable migration names the schema since which it reads so")
    void whatIsRepeatedNamesItsVersion() throws IOException {
        Map<String, Path> files = files();
        landed().forEach((name, line) -> {
            if (repeatable(name)) {
                assertThat(files.keySet()).as(name).anyMatch(file -> file.startsWith(line.get(0) + "__"));
            }
        });
    }

    @Test
    void filesAndLinesStaySmall() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : files().values()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LONGEST_FILE) {
                large.add(file + " has " + lines.size() + " lines");
            }
            lines.stream().filter(line -> line.length() > LONGEST_LINE).forEach(line -> large.add(file + ": " + line));
        }
        assertThat(large).isEmpty();
    }
}
