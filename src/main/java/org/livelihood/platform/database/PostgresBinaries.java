package org.livelihood.platform.database;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.livelihood.platform.settings.CannotStart;

/** The PostgreSQL programs of this platform, unpacked once from their Maven artifact. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0b001_000_000;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks into {@code under} unless that was done before; a half-done unpacking is never taken for a whole one. */
    static PostgresBinaries unpackedUnder(Path under) throws IOException {
        String archive = archiveName();
        ClassLoader loader = PostgresBinaries.class.getClassLoader();
        try (InputStream packed = loader.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new CannotStart(
                        "No database is configured, and this build carries no PostgreSQL for this system ("
                                + archive + "): set LIVELIHOOD_DB_URL to a server of yours (see .env.example),"
                                + " or build the jar with its own: mvn package -Dembedded.");
            }
            byte[] bytes = packed.readAllBytes();
            Path home = under.resolve("postgresql-" + Integer.toHexString(Arrays.hashCode(bytes)));
            if (!Files.isDirectory(home)) {
                Path half = Files.createTempDirectory(under, "unpacking");
                if (!unpackedBySystem(bytes, half)) {
                    unpack(bytes, half);
                }
                Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
                home.toFile().setReadable(true, false);
                home.toFile().setExecutable(true, false);
            }
            return new PostgresBinaries(home);
        }
    }

    static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system =
                os.contains("win") && !os.contains("darwin") ? "windows" : os.contains("mac") ? "darwin" : "linux";
        String machine = arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + machine + ".txz";
    }

    /**
     * The system's own tar and xz take less than half of the time, where they are there.
     *
     * @return false when they are not, or could not do it: what they left is written over then
     */
    static boolean unpackedBySystem(byte[] packed, Path target) throws IOException {
        Process tar;
        try {
            tar = new ProcessBuilder("tar", "--no-same-owner", "-xJf", "-", "-C", target.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notThere) {
            return false;
        }
        try (OutputStream into = tar.getOutputStream()) {
            into.write(packed);
        } catch (IOException gone) {
            tar.destroy();
        }
        try {
            return tar.waitFor() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL was unpacked");
        }
    }

    static void unpack(byte[] packed, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(new ByteArrayInputStream(packed));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("Entry leaves its archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            file.toFile().setExecutable(true, false);
        }
    }

    String program(String name) {
        Path plain = home.resolve("bin").resolve(name);
        return Files.exists(plain) ? plain.toString() : plain + ".exe";
    }
}
