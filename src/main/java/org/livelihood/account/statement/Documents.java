package org.livelihood.account.statement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the documents that self-reports rest on. What is kept is what was sent, byte for byte, for its SHA-256 stands
 * in the report; so it is never shown by the browser, only saved.
 */
@Service
public class Documents {

    static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final Map<String, byte[]> MAGIC = Map.of(
            "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'},
            "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});

    private final DocumentStore store;
    private final SelfReports reports;

    Documents(DocumentStore store, SelfReports reports) {
        this.store = store;
        this.reports = reports;
    }

    /**
     * A document.
     *
     * @param id random; the name by which it is saved
     * @param type by its first bytes
     */
    public record Stored(UUID id, String type, byte[] bytes) {

        String fileName() {
            return id + "." + type.substring(type.indexOf('/') + 1);
        }
    }

    /**
     * Keeps the document of a report, once; to send it again changes nothing. Refused with REPORT_NOT_FOUND,
     * DOCUMENT_UNFIT or OTHER_DOCUMENT.
     */
    @Transactional
    public Mono<Void> keep(Caller caller, UUID report, byte[] bytes) {
        String type = typeOf(bytes);
        if (type == null) {
            return Mono.error(() -> new Refusal(StatementReason.DOCUMENT_UNFIT));
        }
        return reports.kept(caller, report)
                .filter(found -> found.content().document().hash().equals(sha256(bytes)))
                .switchIfEmpty(Mono.error(() -> new Refusal(StatementReason.OTHER_DOCUMENT, report)))
                .flatMap(found -> store.add(found, new Stored(Uuids.next(), type, bytes), caller.account()));
    }

    /**
     * For those who may see the report; who saw the document and why is recorded with it. Refused with REPORT_NOT_FOUND
     * or DOCUMENT_NOT_FOUND.
     */
    @Transactional
    public Mono<Stored> unmask(Caller caller, UUID report, String reason) {
        return reports.seen(caller, report)
                .flatMap(store::find)
                .switchIfEmpty(Mono.error(() -> new Refusal(StatementReason.DOCUMENT_NOT_FOUND, report)))
                .flatMap(found -> store.recordUnmasking(found.id(), report, caller.account(), reason)
                        .thenReturn(found));
    }

    /** By its first bytes, never by what a client says; null for what is none of the three. */
    static @Nullable String typeOf(byte[] bytes) {
        return MAGIC.entrySet().stream()
                .filter(magic -> startsWith(bytes, magic.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** In hexadecimal digits, as a report names it. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
