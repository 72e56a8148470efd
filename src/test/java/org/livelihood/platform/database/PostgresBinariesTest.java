package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.platform.settings.CannotStart;

class PostgresBinariesTest {

    private final String machine = System.getProperty("os.arch");

    @AfterEach
    void putBack() {
        System.setProperty("os.arch", machine);
    }

    @Test
    void whoHasNoBinariesIsToldWhatToDo(@TempDir Path directory) {
        System.setProperty("os.arch", machine.equals("aarch64") ? "amd64" : "aarch64");
        assertThatThrownBy(() -> PostgresBinaries.unpackedUnder(directory))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll("carries no PostgreSQL", "LIVELIHOOD_DB_URL", "mvn package -Dembedded");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemsTarUnpacksWhatOursDoes(@TempDir Path ours, @TempDir Path systems) throws IOException {
        byte[] packed;
        try (InputStream archive = Objects.requireNonNull(
                getClass().getClassLoader().getResourceAsStream(PostgresBinaries.archiveName()))) {
            packed = archive.readAllBytes();
        }
        PostgresBinaries.unpack(packed, ours);
        assertThat(PostgresBinaries.unpackedBySystem(packed, systems)).isTrue();
        assertThat(filesUnder(systems)).isEqualTo(filesUnder(ours));
    }

    private static Map<String, String> filesUnder(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String place = directory.relativize(file).toString();
                files.put(place, Files.size(file) + (Files.isExecutable(file) ? " x" : ""));
            }
        }
        return files;
    }

    @Test
    void aDamagedArchiveIsNotTakenForUnpacked(@TempDir Path directory) throws IOException {
        assertThat(PostgresBinaries.unpackedBySystem(new byte[1_000], directory))
                .isFalse();
    }
}
