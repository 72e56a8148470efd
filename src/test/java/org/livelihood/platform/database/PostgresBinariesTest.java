package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
}
