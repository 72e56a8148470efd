package org.livelihood.account.selfreport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;

/**
 * What a household says it earned or spent beside the ledger 自报收支.
 *
 * @param amountFen negative where it takes another one back
 * @param reverses which one it takes back
 * @param reason why it was rejected
 * @param reversedAt when it was taken back
 */
public record SelfReport(
        UUID id,
        HouseholdId household,
        Content content,
        Money amountFen,
        @Nullable UUID reverses,
        AccountId reportedBy,
        Instant recordedAt,
        Status status,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable Instant reversedAt) {

    /** Only what is confirmed counts. */
    public enum Status {
        PENDING,
        CONFIRMED,
        REJECTED
    }

    public enum DocumentKind {
        CONTRACT,
        INVOICE,
        BANK_SLIP,
        PAYROLL,
        CERTIFICATE,
        DECLARATION,
        OTHER
    }

    /** @param hash SHA-256 of the document, in hexadecimal digits */
    public record Document(DocumentKind kind, String name, String hash) {}

    /** @param on the day, or any day of the month, it belongs to */
    public record Content(
            Part part,
            @Nullable CostKind costKind,
            LocalDate on,
            Document document,
            @Nullable String note) {

        boolean fits() {
            return (part == Part.COST) == (costKind != null);
        }
    }
}
