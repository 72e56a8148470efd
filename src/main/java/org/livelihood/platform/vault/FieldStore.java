package org.livelihood.platform.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Sealed fields of any table, as the owner sees them. */
@Repository
class FieldStore {

    private static final String FORMER = "substring(%s FROM 1 FOR length(?)) <> ?";

    private final Vault vault;

    FieldStore(Vault vault) {
        this.vault = vault;
    }

    /**
     * Seals up to so many rows anew; rows that another node works on are left to it.
     *
     * @throws IllegalStateException if a field was sealed with a key that is not given
     */
    int reseal(Connection owner, SealedTable table, int most) throws SQLException {
        String columns = String.join(", ", table.columns());
        String former = table.columns().stream().map(FORMER::formatted).collect(Collectors.joining(" OR "));
        String query = "SELECT " + table.key() + ", " + columns + " FROM " + table.name() + " WHERE " + former
                + " LIMIT " + most + " FOR UPDATE SKIP LOCKED";
        try (PreparedStatement rows = owner.prepareStatement(query);
                PreparedStatement update = owner.prepareStatement(update(table))) {
            byte[] current = vault.currentMark();
            for (int i = 1; i <= 2 * table.columns().size(); i++) {
                rows.setBytes(i, current);
            }
            return reseal(table, rows, update);
        }
    }

    private int reseal(SealedTable table, PreparedStatement rows, PreparedStatement update) throws SQLException {
        int count = 0;
        List<String> columns = table.columns();
        try (ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                for (int i = 0; i < columns.size(); i++) {
                    update.setBytes(i + 1, vault.resealed(table.name(), columns.get(i), id, row.getBytes(i + 2)));
                }
                update.setObject(columns.size() + 1, id);
                update.addBatch();
                count++;
            }
        }
        update.executeBatch();
        return count;
    }

    private static String update(SealedTable table) {
        String assignments =
                table.columns().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        return "UPDATE " + table.name() + " SET " + assignments + " WHERE " + table.key() + " = ?";
    }
}
