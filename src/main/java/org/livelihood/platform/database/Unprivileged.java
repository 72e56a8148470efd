package org.livelihood.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.livelihood.platform.settings.CannotStart;

/** How to run PostgreSQL, which refuses root, from a program that runs as root. */
final class Unprivileged {

    private static final int NOBODY = 65_534;

    private Unprivileged() {}

    /** Words to put before a command: none for an ordinary user. */
    static List<String> prefix(Path directory) throws IOException {
        if (!isRoot(directory)) {
            return List.of();
        }
        if (works(List.of("unshare", "-U", "true"))) {
            return List.of("unshare", "-U");
        }
        String nobody = Integer.toString(NOBODY);
        List<String> drop = List.of("setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups");
        if (works(List.of("setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups", "true"))) {
            return drop;
        }
        throw new CannotStart("PostgreSQL refuses to run as root, and neither unshare nor setpriv works here:"
                + " start Livelihood as an ordinary user, or set LIVELIHOOD_DB_URL to a server of your own.");
    }

    /** Hands the directory to the user that {@code setpriv} drops to; a user namespace needs no such thing. */
    static void give(Path directory) throws IOException {
        List<String> prefix = prefix(directory);
        if (!prefix.isEmpty() && prefix.get(0).equals("setpriv")) {
            works(List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()));
        }
    }

    private static boolean isRoot(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        Path own = Files.createTempFile("livelihood", "who");
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(own, "unix:uid"));
        } finally {
            Files.delete(own);
        }
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
