package org.livelihood.account.selfreport;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.livelihood.platform.http.Bodies;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Role;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/income-reports/{id}/document")
class DocumentController {

    private final Documents documents;

    DocumentController(Documents documents) {
        this.documents = documents;
    }

    /**
     * Upload the document of an income report. Its bytes are the body: PDF, JPEG or PNG, 5 MB at most, with the SHA-256
     * that the report names.
     *
     * @param id the income report's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping(consumes = {"application/pdf", "image/jpeg", "image/png", "application/octet-stream"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> keep(Caller caller, @PathVariable UUID id, @RequestBody Flux<DataBuffer> body) {
        return Bodies.whole(body, Documents.MOST_BYTES).flatMap(bytes -> documents.keep(caller, id, bytes));
    }

    record UnmaskBody(
            @NotBlank @Size(min = 5, max = 300) @Note String reason) {}

    /**
     * Download the document of an income report. Who asked and why is recorded.
     *
     * @param id the income report's id
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @PostMapping("/unmasking")
    Mono<ResponseEntity<byte[]>> unmask(Caller caller, @PathVariable UUID id, @Valid @RequestBody UnmaskBody body) {
        return documents
                .unmask(caller, id, body.reason())
                .map(document -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_TYPE, document.type())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(document.fileName())
                                        .build()
                                        .toString())
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .header("X-Content-Type-Options", "nosniff")
                        .body(document.bytes()));
    }
}
