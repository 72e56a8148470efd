package org.livelihood.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.livelihood.LivelihoodApplication;
import org.springframework.util.FileSystemUtils;

/**
 * The program's classes as the JVM keeps them: the first program of a build that is ready leaves an archive of what it
 * has loaded and checked, and those after it start in half the time. Where there is none, or one that does not fit, the
 * JVM loads classes as ever.
 */
final class ClassArchive {

    /** Each JVM that runs tests has one of its own. */
    private static final Path BUILD =
            Path.of("target", "program" + System.getProperty("fork", "")).toAbsolutePath();

    private static final int PATIENCE_SECONDS = 60;

    private final Path jar;
    private final Path archive;
    private final String classPath;

    private ClassArchive(Path jar, Path archive, String classPath) {
        this.jar = jar;
        this.archive = archive;
        this.classPath = classPath;
    }

    private static final class OfThisBuild {
        static final ClassArchive ONLY = made();
    }

    static ClassArchive ofThisBuild() {
        return OfThisBuild.ONLY;
    }

    /** An archive belongs to the very files that it was made from: others lie in another directory. */
    private static ClassArchive made() {
        try {
            Path classes = Path.of(LivelihoodApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<Path> libraries = libraries();
            Path directory = BUILD.resolve(Integer.toHexString(state(classes, libraries)));
            Path jar = directory.resolve("livelihood.jar");
            if (!Files.exists(jar)) {
                pack(classes, jar);
            }
            List<String> path = new ArrayList<>(List.of(jar.toString()));
            libraries.forEach(library -> path.add(library.toString()));
            return new ClassArchive(jar, directory.resolve("classes.jsa"), String.join(File.pathSeparator, path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Directories cannot be archived, and the program needs none of the tests. */
    private static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static int state(Path classes, List<Path> libraries) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            List<Object> state = new ArrayList<>();
            for (Path file : Stream.concat(files.filter(Files::isRegularFile).sorted(), libraries.stream())
                    .toList()) {
                state.addAll(List.of(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
            return state.hashCode();
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        FileSystemUtils.deleteRecursively(BUILD);
        Files.createDirectories(jar.getParent());
        Path half = jar.resolveSibling("half.jar");
        String[] arguments = {"--create", "--no-compress", "--file", half.toString(), "-C", classes.toString(), "."};
        int result = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, arguments);
        if (result != 0) {
            throw new IOException("jar ended with " + result);
        }
        Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the java command is given to run the program. */
    List<String> arguments() {
        String sharing = Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:+RecordDynamicDumpInfo";
        return List.of(
                sharing,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                classPath,
                LivelihoodApplication.class.getName());
    }

    /** Keeps what this program has loaded, unless that was done before. */
    void keep(Process program) throws IOException {
        if (Files.exists(archive)) {
            return;
        }
        Path half = jar.resolveSibling("half.jsa");
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(program.pid()),
                        "VM.cds",
                        "dynamic_dump",
                        half.toString())
                .redirectErrorStream(true)
                .redirectOutput(jar.resolveSibling("archive.log").toFile())
                .start();
        try {
            if (asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && Files.exists(half)) {
                Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
