package org.livelihood.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program in a process of its own with the demo data, on an embedded PostgreSQL that outlives it. */
public final class Program {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MOST_AGAIN = 5;
    private static final Pattern DATABASE = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> bearers = new HashMap<>();
    private final Process process;
    private final Path directory;
    private final Path log;
    private final int port;

    private Program(Process process, Path directory, Path log, int port) {
        this.process = process;
        this.directory = directory;
        this.log = log;
        this.port = port;
    }

    public static Program startedOn(Path directory) throws IOException {
        return ready(launchedOn(directory));
    }

    /** Not ready yet. */
    public static Program launchedOn(Path directory) throws IOException {
        return launched(
                directory,
                Map.of(
                        "LIVELIHOOD_DB_DIRECTORY",
                        directory.resolve("postgres").toString(),
                        "LIVELIHOOD_DB_LOCK_TIMEOUT",
                        "20s",
                        "LIVELIHOOD_SIGN_INS_PER_SECOND",
                        "0"));
    }

    /** With just these settings, and a free port; logs and nothing else go into the directory. */
    public static Program started(Path directory, Map<String, String> settings) throws IOException {
        return ready(launched(directory, settings));
    }

    private static Program ready(Program program) throws IOException {
        await().atMost(PATIENCE).until(() -> program.says("Livelihood is ready"));
        ClassArchive.ofThisBuild().keep(program.process);
        return program;
    }

    /** What a program said that could not start with these settings. */
    public static String refused(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        Program program = launched(directory, settings);
        if (!program.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || program.process.exitValue() == 0) {
            program.kill();
            throw new AssertionError("it started: " + Files.readString(program.log));
        }
        return Files.readString(program.log);
    }

    /** What a program said that was only to show its classes, and ended by itself. */
    public static String rehearsed(Path directory) throws IOException, InterruptedException {
        Program program = launched(directory, Map.of("JAVA_TOOL_OPTIONS", "-Dspring.context.exit=onRefresh"));
        if (!program.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || program.process.exitValue() != 0) {
            program.kill();
            throw new AssertionError("it did not end well: " + Files.readString(program.log));
        }
        return Files.readString(program.log);
    }

    private static Program launched(Path directory, Map<String, String> settings) throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(directory, "program", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.ofThisBuild().arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LIVELIHOOD_"));
        builder.environment().putAll(settings);
        builder.environment().put("LIVELIHOOD_PORT", Integer.toString(port));
        return new Program(builder.start(), directory, log, port);
    }

    /** All that it printed. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    public int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean says(String words) throws IOException {
        String said = Files.readString(log);
        if (!process.isAlive()) {
            throw new AssertionError("the program has ended: " + said);
        }
        return said.contains(words);
    }

    /** SIGKILL: nothing is told to it before. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** Sends it a signal of the operating system: STOP lets it stand still, CONT lets it go on. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Ends it, and the database with it. */
    public void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Where its embedded database is, for another process on the same. */
    public String databaseUrl() throws IOException {
        Matcher database = DATABASE.matcher(Files.readString(log));
        if (!database.find()) {
            throw new AssertionError("no database in " + Files.readString(log));
        }
        return "postgresql://127.0.0.1:" + database.group(1) + "/livelihood";
    }

    private Connection connection() throws IOException, SQLException {
        String password = Files.readString(directory.resolve("postgres/owner.secret"));
        return DriverManager.getConnection("jdbc:" + databaseUrl(), "livelihood_owner", password.strip());
    }

    /** Nobody else writes to the table until the connection is closed. */
    public Connection locked(String table) throws IOException, SQLException {
        Connection connection = connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
        }
        return connection;
    }

    /** How many wait for a lock of the table. */
    public long waiting(String table) {
        return count("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass");
    }

    /** From now on the database commits and does not say so: it waits for a standby that does not exist. */
    public void holdCommits() {
        run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        run("SELECT pg_reload_conf()");
        await().atMost(PATIENCE)
                .until(() -> !text("SHOW synchronous_standby_names").isEmpty());
    }

    public void letCommits() {
        run("ALTER SYSTEM RESET synchronous_standby_names");
        run("SELECT pg_reload_conf()");
    }

    /** Whether somebody who wrote to the table has committed and was not told so. */
    public boolean commits(String table) {
        return count("SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE wait_event = 'SyncRep'"
                        + " AND mode = 'RowExclusiveLock' AND relation = '" + table + "'::regclass")
                > 0;
    }

    public void run(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (IOException | SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    public String text(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (IOException | SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    public long count(String sql) {
        return Long.parseLong(text(sql));
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but was " + status + ": " + body);
            }
            return this;
        }

        private boolean asksToTryAgain() {
            return status == 503 && text("/code").equals("http.try-again");
        }

        public String text(String pointer) {
            return body.at(pointer).asString();
        }

        public long number(String pointer) {
            return body.at(pointer).asLong();
        }
    }

    /** Requests of one demo account. */
    public final class User {

        private final @Nullable String bearer;

        private User(@Nullable String bearer) {
            this.bearer = bearer;
        }

        public Answer get(String path) {
            return send("GET", path, "application/json", "", "none-needed");
        }

        public Answer post(String path, Object body) {
            return post(path, body, UUID.randomUUID().toString());
        }

        public Answer post(String path, Object body, String idempotencyKey) {
            return send("POST", path, "application/json", JSON.writeValueAsString(body), idempotencyKey);
        }

        public Answer put(String path, Object body) {
            return send("PUT", path, "application/json", JSON.writeValueAsString(body), "none-needed");
        }

        public Answer csv(String path, String file) {
            return send("POST", path, "text/csv", file, UUID.randomUUID().toString());
        }

        /** As a client does: the same again where a busy service asks for it. */
        private Answer send(String method, String path, String type, String body, String idempotencyKey) {
            Answer answer = sent(method, path, type, body, idempotencyKey);
            for (int again = 0; again < MOST_AGAIN && answer.asksToTryAgain(); again++) {
                pause();
                answer = sent(method, path, type, body, idempotencyKey);
            }
            return answer;
        }

        private Answer sent(String method, String path, String type, String body, String idempotencyKey) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", type)
                    .header("Idempotency-Key", idempotencyKey)
                    .method(
                            method,
                            method.equals("GET")
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (bearer != null) {
                request.header("Authorization", "Bearer " + bearer);
            }
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                String text = response.body();
                return new Answer(
                        response.statusCode(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
            } catch (IOException cutOff) {
                return new Answer(0, JSON.createObjectNode());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Answer(0, JSON.createObjectNode());
            }
        }
    }

    public User guest() {
        return new User(null);
    }

    public User as(String login) {
        return new User(bearers.computeIfAbsent(
                login,
                name -> guest().post("/api/v1/auth/login", Map.of("login", name, "password", "three-socks-2020"))
                        .expect(200)
                        .text("/accessToken")));
    }
}
