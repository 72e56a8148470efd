package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;

/** The README's tour as it stands there, by bash, curl and jq: every command answers, and with what the README says. */
@Tag("database")
class TourJourneyTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    /** The README shows what is refused, too. */
    private static final Pattern REFUSAL = Pattern.compile("(?m)^# \\{.*\"status\":4");

    @TempDir
    private Path directory;

    private Program program;

    @AfterEach
    void end() throws Exception {
        program.end();
    }

    @Test
    @DisplayName("E1, E6: the tour can be gone twice, with a restart between, as fast as it can be pasted")
    void theTourCanBeGoneTwice() throws Exception {
        program = Program.startedOn(directory);
        goesTheTour();
        program.end();
        program = Program.startedOn(directory);
        goesTheTour();
    }

    private void goesTheTour() throws IOException, InterruptedException {
        String said = run(script());
        assertThat(said)
                .contains("\"attributed\":true")
                .contains("order.limit-reached")
                .contains("[\"25/33\",\"75.76\"]")
                .contains("[\"2018\",\"2/351\",\"0.57\"]")
                .contains("\"PASS\"")
                .contains("\"confirmed\":1")
                .contains("PROVED");
    }

    /** What answers with a problem ends it, but for what the README shows as refused. */
    private String script() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("(?m)^```(sh)?\\n?", ""))
                .map(block -> REFUSAL.matcher(block).find() ? "set +e\n" + block + "set -e\n" : block)
                .toList();
        assertThat(blocks).hasSizeGreaterThan(10);
        return "set -euo pipefail\ncurl() { command curl --fail-with-body \"$@\"; }\n"
                + String.join("echo\n", blocks).replace("localhost:8080", "localhost:" + program.port());
    }

    private String run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("tour.sh"), script);
        Path said = directory.resolve("tour.log");
        Process bash = new ProcessBuilder("bash", "-x", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(bash.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String log = Files.readString(said);
        assertThat(bash.exitValue()).as(log).isZero();
        return log;
    }
}
