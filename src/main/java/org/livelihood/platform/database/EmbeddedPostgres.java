package org.livelihood.platform.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.livelihood.platform.settings.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that this program starts for itself, on a directory that stays.
 *
 * <p>It is as safe as a server of one's own: fsync on, passwords (SCRAM-SHA-256), loopback only. After a kill -9 of the
 * program its orphan is stopped and PostgreSQL recovers from its log. PostgreSQL refuses to run as root, so there it
 * runs in a user namespace or as the user nobody.
 */
final class EmbeddedPostgres {

    static final String OWNER = "livelihood_owner";
    static final String DATABASE = "livelihood";

    private static final Logger SAYS = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOG = "postgres.log";
    /** On ports that were free, of a server that starts or does not: the second time is for a port lost in between. */
    private static final int MOST_FAILURES = 2;

    private static final int FIRST_PORT = 15_432;
    private static final int LAST_PORT = 15_932;

    private final DataDirectory directory;
    private final PostgresBinaries binaries;
    private final List<String> asPostgresUser;
    private final String ownerPassword;
    private volatile Server server;
    private volatile boolean stopping;

    /** A postmaster and where it listens. */
    private record Server(Process process, int port) {}

    private EmbeddedPostgres(DataDirectory directory) throws IOException {
        this.directory = directory;
        binaries = PostgresBinaries.unpackedUnder(directory.path());
        asPostgresUser = Unprivileged.prefix(directory.path());
        ownerPassword = directory.secret("owner");
        if (!Files.isDirectory(directory.data())) {
            initialize();
        }
        stopOrphan();
        server = startOnFreePort();
        watch(server);
    }

    private void watch(Server running) {
        running.process().onExit().thenAcceptAsync(ended -> startAgain(running));
    }

    /** A server that somebody has killed recovers from its log; without one this program is of no use. */
    private void startAgain(Server ended) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopping && System.nanoTime() < deadline) {
            SAYS.warn(
                    "The embedded PostgreSQL has ended ({}): it is started again",
                    ended.process().exitValue());
            if (startsAgainOn(ended.port())) {
                return;
            }
        }
        if (!stopping) {
            SAYS.error("The embedded PostgreSQL does not start any more, so Livelihood ends: see {}", log());
            System.exit(1);
        }
    }

    private boolean startsAgainOn(int port) {
        try {
            Server again = new Server(start(port), port);
            if (!becomesReady(again)) {
                pause();
                return false;
            }
            server = again;
            watch(again);
            return true;
        } catch (IOException impossible) {
            SAYS.warn("The embedded PostgreSQL cannot be started: {}", impossible.toString());
            return false;
        }
    }

    private Path log() {
        return directory.path().resolve(LOG);
    }

    static EmbeddedPostgres startedOn(Path path) {
        try {
            DataDirectory directory = DataDirectory.locked(path.toAbsolutePath().normalize());
            try {
                return new EmbeddedPostgres(directory);
            } catch (IOException | RuntimeException failure) {
                directory.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new CannotStart("The embedded PostgreSQL could not be started on " + path + ": " + failure, failure);
        }
    }

    private void initialize() throws IOException {
        Path half = directory.path().resolve("data.new");
        deleteTree(half);
        Path passwordFile = directory.path().resolve("owner.secret");
        for (String characters : List.of("C.UTF-8", "en_US.UTF-8", "C")) {
            List<String> command = command("initdb", "-D", half.toString(), "-U", OWNER, "-A", "scram-sha-256");
            command.addAll(List.of("-E", "UTF8", "--lc-collate=C", "--lc-ctype=" + characters, "--locale=C"));
            command.addAll(List.of("--pwfile=" + passwordFile));
            Unprivileged.give(directory.path());
            if (run(command, "initdb.log") == 0) {
                Files.move(half, directory.data(), StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            deleteTree(half);
        }
        throw new CannotStart("initdb failed: see " + directory.path().resolve("initdb.log"));
    }

    /** After a kill -9 of this program its PostgreSQL lives on: the lock says that nobody else can own it. */
    private void stopOrphan() throws IOException {
        if (Files.exists(directory.data().resolve("postmaster.pid"))) {
            run(
                    command("pg_ctl", "stop", "-D", directory.data().toString(), "-m", "fast", "-w", "-t", "60"),
                    "stop.log");
        }
    }

    /**
     * Between the look at a port and its use another program may take it, and give it back before anybody looks again:
     * then the next one serves.
     */
    private Server startOnFreePort() throws IOException {
        int port = Ports.free(FIRST_PORT, LAST_PORT);
        for (int failures = 0; failures < MOST_FAILURES; ) {
            Server started = new Server(start(port), port);
            if (becomesReady(started)) {
                return started;
            }
            failures += Ports.isFree(port) ? 1 : 0;
            port = Ports.free(port + 1, LAST_PORT);
        }
        throw new IOException("see " + log());
    }

    private Process start(int port) throws IOException {
        List<String> command = command("postgres", "-D", directory.data().toString(), "-p", Integer.toString(port));
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=400",
                "shared_buffers=512MB",
                "max_wal_size=2GB",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                "log_min_messages=warning",
                "timezone=UTC");
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return builder(command, LOG).start();
    }

    /** False when the server ended by itself, or did not answer in time and was ended. */
    private boolean becomesReady(Server started) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (started.process().isAlive() && System.nanoTime() < deadline) {
            try (Connection ready = connect(started.port(), "postgres")) {
                return true;
            } catch (SQLException notYet) {
                pause();
            }
        }
        started.process().destroy();
        return false;
    }

    private Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(port, database), OWNER, ownerPassword);
    }

    Connection connect(String database) throws SQLException {
        return connect(port(), database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String jdbcUrl(String database) {
        return jdbcUrl(port(), database);
    }

    int port() {
        return server.port();
    }

    long pid() {
        return server.process().pid();
    }

    Path path() {
        return directory.path();
    }

    String ownerPassword() {
        return ownerPassword;
    }

    /** A random secret kept beside the data. */
    String secret(String name) throws IOException {
        return directory.secret(name);
    }

    /** Stops the server and waits: what was committed is on disk in any case. */
    void stop() {
        stopping = true;
        try {
            run(
                    command("pg_ctl", "stop", "-D", directory.data().toString(), "-m", "fast", "-w", "-t", "60"),
                    "stop.log");
            if (!server.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.process().destroyForcibly();
            }
            directory.close();
        } catch (IOException failure) {
            server.process().destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(asPostgresUser);
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command, String log) {
        File output = directory.path().resolve(log).toFile();
        return new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    }

    private int run(List<String> command, String log) throws IOException {
        try {
            return builder(command, log).start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(30);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
