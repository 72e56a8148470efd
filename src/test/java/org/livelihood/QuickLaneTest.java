package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mvn test -Pquick} goes by the tag: a test that starts a database without it would make everybody wait. */
class QuickLaneTest {

    private static final Pattern STARTS_A_DATABASE =
            Pattern.compile("@SpringBootTest|EmbeddedPostgres\\.|Program\\.(started|launched|refused)");
    private static final Predicate<String> SAYS_SO =
            Pattern.compile("(?m)^@(Tag\\(\"database\"\\)|JourneyTest)$").asPredicate();

    @Test
    void whatNeedsADatabaseSaysSo() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> needing = files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.endsWith("QuickLaneTest.java"))
                    .filter(file -> STARTS_A_DATABASE.matcher(text(file)).find())
                    .toList();
            assertThat(needing).hasSizeGreaterThan(5).allMatch(file -> SAYS_SO.test(text(file)));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
