package org.livelihood.account.selfreport;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.FileKind;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Sha256;
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

    private static final Set<FileKind> KINDS = EnumSet.of(FileKind.PDF, FileKind.JPEG, FileKind.PNG);

    private final DocumentStore store;
    private final SelfReports reports;

    Documents(DocumentStore store, SelfReports reports) {
        this.store = store;
        this.reports = reports;
    }

    /**
     * Keeps the document of a report, once; to send it again changes nothing. Refused with REPORT_NOT_FOUND,
     * DOCUMENT_UNFIT or OTHER_DOCUMENT.
     */
    @Transactional
    public Mono<Void> keep(Caller caller, UUID report, byte[] bytes) {
        FileKind kind = FileKind.of(bytes);
        if (!KINDS.contains(kind)) {
            return Mono.error(() -> new Refusal(SelfReportReason.DOCUMENT_UNFIT));
        }
        return reports.kept(caller, report)
                .filter(found -> found.content().document().hash().equals(Sha256.hex(bytes)))
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.OTHER_DOCUMENT, report)))
                .flatMap(found ->
                        store.add(found, new StoredDocument(Uuids.next(), kind.mediaType(), bytes), caller.account()));
    }

    /**
     * For those who may see the report; who saw the document and why is recorded with it. Refused with REPORT_NOT_FOUND
     * or DOCUMENT_NOT_FOUND.
     */
    @Transactional
    public Mono<StoredDocument> unmask(Caller caller, UUID report, String reason) {
        return reports.seen(caller, report)
                .flatMap(store::find)
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.DOCUMENT_NOT_FOUND, report)))
                .flatMap(found -> store.recordUnmasking(found.id(), report, caller.account(), reason)
                        .thenReturn(found));
    }
}
