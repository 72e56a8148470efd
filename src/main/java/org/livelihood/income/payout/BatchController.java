package org.livelihood.income.payout;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.bank.BankFile;
import org.livelihood.income.bank.BankReason;
import org.livelihood.income.bank.ResultFile;
import org.livelihood.income.bank.StatusReport;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.sheet.Imports;
import org.livelihood.platform.sheet.Upload;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/payouts/batches")
class BatchController {

    private final Batches batches;
    private final BatchApprovals decisions;
    private final BankFiles files;
    private final BankResults results;
    private final Imports imports;

    BatchController(Batches batches, BatchApprovals decisions, BankFiles files, BankResults results, Imports imports) {
        this.batches = batches;
        this.decisions = decisions;
        this.files = files;
        this.results = results;
        this.imports = imports;
        imports.register(ResultFile.FORM);
    }

    /** Make a batch of payouts. Of all that is payable now; another person approves it. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Batches.View>> make(Caller caller, @PathVariable ProducerId producer, Once once) {
        return once.created("payout " + producer, "", Batches.View.class, () -> batches.make(caller, producer));
    }

    /** List a producer's batches of payouts. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping
    Mono<Page<Batch>> list(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return batches.list(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Read a batch of payouts.
     *
     * @param id the batch's id
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/{id}")
    Mono<Batches.View> get(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return batches.get(caller, producer, id);
    }

    /** @param acknowledgeSharedAccounts whether the approver knows of the batch's {@code sharedAccounts} */
    record ApprovalBody(@Nullable Boolean acknowledgeSharedAccounts) {}

    /**
     * Approve a batch that somebody else made. From now on it is submitted. One with payouts to a bank account that
     * another party is paid to as well is refused until the approver says that she knows.
     *
     * @param id the batch's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/approval")
    Mono<Batches.View> approve(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ApprovalBody body) {
        boolean sharedToo = body != null && Boolean.TRUE.equals(body.acknowledgeSharedAccounts());
        return decisions.approve(caller, producer, id, sharedToo);
    }

    /**
     * Cancel a batch of payouts.
     *
     * @param id the batch's id
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/cancellation")
    Mono<Batches.View> cancel(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return decisions.cancel(caller, producer, id);
    }

    /**
     * Download the file for the bank. With names and account numbers: who has it is recorded.
     *
     * @param id the batch's id
     * @param format CSV, or PAIN_001 for ISO 20022
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @GetMapping("/{id}/bank-file")
    Mono<ResponseEntity<byte[]>> bankFile(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CSV") BankFile.Format format) {
        boolean csv = format == BankFile.Format.CSV;
        return files.give(caller, producer, id, format)
                .map(text -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(
                                csv ? new MediaType("text", "csv", StandardCharsets.UTF_8) : MediaType.APPLICATION_XML)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("payout-" + id + (csv ? ".csv" : ".xml"))
                                        .build()
                                        .toString())
                        .body(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Upload the bank's results. Taken as a whole or not at all; the same file again changes nothing. As a table, CSV
     * or XLSX, with the columns item_id (with dashes, or the 32 digits of pain.001), result (PAID or FAILED), receipt
     * (where paid) and reason (where failed); or as XML, an ISO 20022 payment status report (pain.002), of which orders
     * under way are left for a later report.
     *
     * @param id the batch's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping(
            path = "/{id}/results",
            consumes = {Upload.CSV, Upload.XLSX, Upload.XLS, Upload.BYTES})
    Mono<ResultReport> results(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> file,
            ServerHttpRequest request,
            Locale locale) {
        return imports.whole(ResultFile.FORM, Upload.of(file, request, locale, false), BankReason.MALFORMED_RESULTS)
                .map(ResultFile::of)
                .flatMap(parsed -> results.take(caller, producer, id, orders -> parsed));
    }

    /**
     * Upload the bank's results. Taken as a whole or not at all; the same file again changes nothing. As a table, CSV
     * or XLSX, with the columns item_id (with dashes, or the 32 digits of pain.001), result (PAID or FAILED), receipt
     * (where paid) and reason (where failed); or as XML, an ISO 20022 payment status report (pain.002), of which orders
     * under way are left for a later report.
     *
     * @param id the batch's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping(
            path = "/{id}/results",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    Mono<ResultReport> statusReport(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> file) {
        return imports.bytes(ResultFile.FORM, file)
                .map(StatusReport::parse)
                .flatMap(report -> results.take(caller, producer, id, orders -> report.against(id, orders)));
    }
}
