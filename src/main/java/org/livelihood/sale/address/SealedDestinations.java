package org.livelihood.sale.address;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.vault.Vault;
import org.springframework.stereotype.Component;

/** Destinations as they lie in the tables: whom, her number and her door sealed, each field under its row's id. */
@Component
class SealedDestinations {

    static final String BOOK = "address";
    static final String ORDERS = "address_frozen";
    static final List<String> COLUMNS = List.of("recipient", "phone", "detail");

    private final Vault vault;

    SealedDestinations(Vault vault) {
        this.vault = vault;
    }

    /** The sealed fields of a row. */
    record Fields(byte[] recipient, byte[] phone, byte[] detail) {}

    Fields sealed(String table, UUID row, Destination to) {
        return new Fields(
                vault.encrypt(table, "recipient", row, to.recipient()),
                vault.encrypt(table, "phone", row, to.phone()),
                vault.encrypt(table, "detail", row, to.detail()));
    }

    Destination opened(String table, UUID id, Readable row) {
        return new Destination(
                opened(table, "recipient", id, row),
                opened(table, "phone", id, row),
                Rows.text(row, "region_code"),
                opened(table, "detail", id, row));
    }

    /** The masked form, for which the door stays shut. */
    MaskedDestination masked(String table, UUID id, Readable row) {
        return Destination.maskOf(
                opened(table, "recipient", id, row), opened(table, "phone", id, row), Rows.text(row, "region_code"));
    }

    private String opened(String table, String column, UUID id, Readable row) {
        return vault.decrypt(table, column, id, Rows.required(row, column, byte[].class));
    }
}
