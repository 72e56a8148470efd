package org.livelihood.database;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FIRST_PORT = 15_432;
    private static final int LAST_PORT = 15_932;

    private final DataDirectory directory;
    private final PostgresBinaries binaries;
    private final List<String> asPostgresUser;
    private final String ownerPassword;
    private final int port;
    private volatile Process server;
    private volatile boolean stopping;

    private EmbeddedPostgres(DataDirectory directory) throws IOException {
        this.directory = directory;
        binaries = PostgresBinaries.unpackedUnder(directory.path());
        asPostgresUser = Unprivileged.prefix(directory.path());
        ownerPassword = directory.secret("owner");
        if (!Files.isDirectory(directory.data())) {
            initialize();
        }
        stopOrphan();
        port = freePort();
        server = start();
        awaitReady();
        watch();
    }

    private void watch() {
        server.onExit().thenAcceptAsync(this::startAgain);
    }

    /** A server that somebody has killed recovers from its log; without one this program is of no use. */
    private void startAgain(Process ended) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopping && System.nanoTime() < deadline) {
            LOG.warn("The embedded PostgreSQL has ended ({}): it is started again", ended.exitValue());
            try {
                server = start();
                awaitReady();
                watch();
                return;
            } catch (IOException notYet) {
                LOG.warn("It did not start: {}", notYet.toString());
            }
        }
        if (!stopping) {
            LOG.error("The embedded PostgreSQL does not start any more, so Livelihood ends: see {}", log());
            System.exit(1);
        }
    }

    private Path log() {
        return directory.path().resolve("postgres.log");
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
            throw new DatabaseUnavailable(
                    "The embedded PostgreSQL could not be started on " + path + ": " + failure, failure);
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
        throw new DatabaseUnavailable("initdb failed: see " + directory.path().resolve("initdb.log"));
    }

    /** After a kill -9 of this program its PostgreSQL lives on: the lock says that nobody else can own it. */
    private void stopOrphan() throws IOException {
        if (Files.exists(directory.data().resolve("postmaster.pid"))) {
            run(
                    command("pg_ctl", "stop", "-D", directory.data().toString(), "-m", "fast", "-w", "-t", "60"),
                    "stop.log");
        }
    }

    private Process start() throws IOException {
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
        return builder(command, "postgres.log").start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection ready = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    server.destroy();
                    throw new IOException("see " + log(), notYet);
                }
                pause();
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), OWNER, ownerPassword);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    int port() {
        return port;
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
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            directory.close();
        } catch (IOException failure) {
            server.destroy();
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

    /** Below the range from which clients take their ports. */
    private static int freePort() throws IOException {
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IOException("no free port between " + FIRST_PORT + " and " + LAST_PORT);
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
