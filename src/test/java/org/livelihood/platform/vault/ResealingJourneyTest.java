package org.livelihood.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A new key for the vault, while everything goes on. */
@JourneyTest
@Import(Vaults.class)
class ResealingJourneyTest {

    private static final String BYTES = """
            SELECT table_name, column_name FROM information_schema.columns
             WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1, 2""";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private FlywayProperties migrations;

    @Autowired
    private List<SealedTable> tables;

    @Autowired
    private KnownKeys known;

    @Autowired
    private Vaults vaults;

    private Resealing under(Vault vault) {
        return new Resealing(migrations, tables, new FieldStore(vault), known);
    }

    /** Every sealed field, opened. */
    private List<String> opened(Connection owner, Vault vault) throws SQLException {
        List<String> plain = new ArrayList<>();
        for (SealedTable table : tables) {
            String query = "SELECT " + table.key() + ", " + String.join(", ", table.columns()) + " FROM " + table.name()
                    + " ORDER BY 1";
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    for (int i = 0; i < table.columns().size(); i++) {
                        byte[] sealed = row.getBytes(i + 2);
                        UUID id = row.getObject(1, UUID.class);
                        plain.add(
                                sealed == null
                                        ? ""
                                        : vault.decrypt(
                                                table.name(), table.columns().get(i), id, sealed));
                    }
                }
            }
        }
        return plain;
    }

    private static void moveAll(Resealing resealing, Connection owner, List<SealedTable> tables) throws SQLException {
        for (SealedTable table : tables) {
            while (resealing.moveSome(owner, table, 50) == 50) {
                continue;
            }
        }
    }

    /** Columns that hold something sealed under the vault's present key. */
    private List<String> columnsUnder(Connection owner, byte[] mark) throws SQLException {
        List<String> found = new ArrayList<>();
        List<String[]> columns = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(BYTES)) {
            while (row.next()) {
                columns.add(new String[] {row.getString(1), row.getString(2)});
            }
        }
        assertThat(columns).hasSizeGreaterThan(20);
        for (String[] column : columns) {
            String query = "SELECT EXISTS (SELECT FROM " + column[0] + " WHERE substring(" + column[1]
                    + " FROM 1 FOR length(?)) = ?)";
            try (var statement = owner.prepareStatement(query)) {
                statement.setBytes(1, mark);
                statement.setBytes(2, mark);
                try (ResultSet exists = statement.executeQuery()) {
                    exists.next();
                    if (exists.getBoolean(1)) {
                        found.add(column[0] + "." + column[1]);
                    }
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("G13: re-sealing is cut off at every row, loses nothing, and leaves no column under the former key")
    void rotates() throws Exception {
        Village village = new Village(web, tokens, "WORKSHOP");
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            village.household(name, "WORKER");
        }
        Vault both = vaults.rotating();
        Resealing forth = under(both);
        Resealing back = under(vaults.back());
        try (Connection owner = forth.owner()) {
            List<String> before = opened(owner, both);
            assertThat(before).filteredOn(text -> !text.isEmpty()).isNotEmpty();
            try {
                for (int i = 0; i < 5; i++) {
                    forth.moveSome(owner, tables.get(0), 1);
                    cutOff(both);
                    assertThat(opened(owner, both)).isEqualTo(before);
                }
                assertThatThrownBy(() -> opened(owner, vaults.rotated())).isInstanceOf(IllegalStateException.class);
                moveAll(forth, owner, tables);
                assertThat(opened(owner, vaults.rotated())).isEqualTo(before);
                assertThat(columnsUnder(owner, vaults.back().currentMark())).isEmpty();
                assertThat(columnsUnder(owner, both.currentMark())).isNotEmpty();
            } finally {
                moveAll(back, owner, tables);
            }
            assertThat(opened(owner, vaults.back())).isEqualTo(before);
        }
    }

    /** As kill -9 does it: the connection ends in the middle of a transaction. */
    private void cutOff(Vault vault) throws SQLException {
        Resealing killed = under(vault);
        try (Connection owner = killed.owner()) {
            assertThat(new FieldStore(vault).reseal(owner, tables.get(0), 1)).isBetween(0, 1);
        }
    }
}
