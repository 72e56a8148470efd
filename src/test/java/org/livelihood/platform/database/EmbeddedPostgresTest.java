package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.platform.settings.CannotStart;

@Tag("database")
class EmbeddedPostgresTest {

    @TempDir
    private Path directory;

    /** A program of its own: opens the database, writes one committed row, says so, and waits to be killed. */
    static final class Writer {

        public static void main(String[] arguments) throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.startedOn(Path.of(arguments[0]));
            try (Connection connection = server.connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS kept (id int)");
                statement.execute("INSERT INTO kept VALUES (1)");
            }
            System.out.println("committed");
            Thread.sleep(60_000);
        }
    }

    private static Process writer(Path on) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                on.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("committed")) {
                return process;
            }
        }
        throw new AssertionError("the writer ended with " + process.exitValue());
    }

    private static int kept(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM kept")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void aKilledProgramLosesNothingAndItsOrphanIsStopped() throws Exception {
        Process killed = writer(directory);
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try {
            assertThat(kept(server)).isEqualTo(1);
        } finally {
            server.stop();
        }
        EmbeddedPostgres again = EmbeddedPostgres.startedOn(directory);
        assertThat(kept(again)).isEqualTo(1);
        again.stop();
    }

    @Test
    void aSecondProgramOnOneDirectoryIsToldWhoHasIt() throws Exception {
        Process first = writer(directory);
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.startedOn(directory))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by another Livelihood (process " + first.pid() + ")");
        } finally {
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            EmbeddedPostgres.startedOn(directory).stop();
        }
    }

    @Test
    @DisplayName("G12: programs that are started side by side all find a port")
    void startsSideBySide() {
        List<CompletableFuture<EmbeddedPostgres>> starts = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> EmbeddedPostgres.startedOn(directory.resolve("program" + number)),
                        task -> new Thread(task).start()))
                .toList();
        try {
            assertThat(starts.stream().map(CompletableFuture::join).map(EmbeddedPostgres::port))
                    .doesNotHaveDuplicates();
        } finally {
            starts.stream()
                    .filter(start -> !start.isCompletedExceptionally())
                    .forEach(start -> start.join().stop());
        }
    }

    @Test
    void secretsAreRandomAndPrivate() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try {
            assertThat(server.ownerPassword()).hasSizeGreaterThan(30).isNotEqualTo(server.secret("app"));
            Path file = directory.resolve("owner.secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, "wrong"))
                    .hasMessageContaining("password authentication failed");
        } finally {
            server.stop();
        }
    }

    @Test
    @DisplayName("G6: an embedded server that is killed is started again on the same port and has lost nothing")
    void aKilledServerIsStartedAgain() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(directory);
        try {
            try (Connection connection = server.connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (id int)");
                statement.execute("INSERT INTO kept VALUES (1)");
            }
            int port = server.port();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> kept(server) == 1);
            assertThat(server.port()).isEqualTo(port);
        } finally {
            server.stop();
        }
    }
}
