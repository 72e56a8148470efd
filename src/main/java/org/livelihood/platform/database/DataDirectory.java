package org.livelihood.platform.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.settings.CannotStart;

/** The directory of an embedded database: its lock (one program at a time), its secrets and PostgreSQL's data. */
final class DataDirectory implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 24;

    private final Path path;
    private final RandomAccessFile lockFile;

    private DataDirectory(Path path, RandomAccessFile lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the directory for this program; refused while another program has it. */
    static DataDirectory locked(Path path) throws IOException {
        Files.createDirectories(path);
        RandomAccessFile file = new RandomAccessFile(path.resolve("lock").toFile(), "rw");
        if (lock(file) == null) {
            String owner = file.readLine();
            file.close();
            throw new CannotStart("The database directory " + path + " is in use by another Livelihood (process "
                    + owner + "). Stop that one first, or set LIVELIHOOD_DB_DIRECTORY to another directory.");
        }
        file.setLength(0);
        file.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        return new DataDirectory(path, file);
    }

    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException ownedByThisProgram) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    /** A random secret that stays: made at first use, readable by this user only. */
    String secret(String name) throws IOException {
        Path file = path.resolve(name + ".secret");
        if (!Files.exists(file)) {
            byte[] bytes = new byte[SECRET_BYTES];
            RANDOM.nextBytes(bytes);
            Path half = path.resolve(name + ".secret.new");
            Files.deleteIfExists(half);
            createPrivate(half);
            Files.writeString(half, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            Files.move(half, file);
        }
        return Files.readString(file).strip();
    }

    private static void createPrivate(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
