package org.livelihood.account.tlog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.livelihood.platform.http.Wait;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The log speaks the texts of C2SP, so that any verifier of transparency logs can read them. */
@RestController
@RequestMapping("/api/v1/log")
class LogController {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final TransparencyLog log;

    LogController(TransparencyLog log) {
        this.log = log;
    }

    private static Mono<ResponseEntity<String>> text(Mono<String> text) {
        return text.map(body -> ResponseEntity.ok().contentType(TEXT).body(body));
    }

    /** Read the newest checkpoint of the log. A signed note (c2sp.org/tlog-checkpoint). */
    @PublicEndpoint
    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> checkpoint(Wait wait) {
        return text(wait.untilFound(log.checkpoint()));
    }

    /**
     * Read the checkpoint of a size. The one that was signed when the log had so many leaves.
     *
     * @param size how many leaves the log had
     */
    @PublicEndpoint
    @GetMapping(path = "/checkpoints/{size}", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> checkpointOf(@PathVariable @PositiveOrZero long size) {
        return text(log.checkpoint(size));
    }

    /** Read the keys that verify checkpoints. One a line (c2sp.org/signed-note): that of today, then former ones. */
    @PublicEndpoint
    @GetMapping(path = "/keys", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> keys() {
        return text(log.keys());
    }

    /**
     * Prove that the log only grew. Hashes in base64, one a line, which prove that the log of one size extends the log
     * of an older one.
     *
     * @param from the older size
     * @param to the newer size
     */
    @PublicEndpoint
    @GetMapping(path = "/consistency", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> consistency(
            @RequestParam @PositiveOrZero long from, @RequestParam @PositiveOrZero long to) {
        return text(log.consistency(from, to));
    }

    /**
     * Read leaves of the log. Their canonical bytes in base64, one a line, from a place on; none after the last that is
     * signed.
     *
     * @param from the first leaf's place, counted from 0
     */
    @Allow({Role.AUDITOR, Role.ADMIN})
    @GetMapping(path = "/leaves", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> leaves(
            @RequestParam(defaultValue = "0") @PositiveOrZero @Max(Merkle.MOST_LEAVES) long from,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(5000) int limit) {
        return text(log.leaves(from, limit));
    }

    /**
     * Prove that the log holds a record. The record with its proof (c2sp.org/tlog-proof).
     *
     * @param producer whose record it is; 00000000-0000-0000-0000-000000000000 for those of no producer
     * @param kind such as JOURNAL, CONTRIBUTION, PAYABLE or STATUS: all of them stand in the leaves themselves
     * @param id the record's id
     * @param seq the version of an agreement, the place of a payable or dividend's part, a line's revision, else 0
     * @param open true tells an auditor whom the commitments stand for
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(path = "/producers/{producer}/records/{kind}/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> proof(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable @Pattern(regexp = "[A-Z_]{2,40}") String kind,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @PositiveOrZero int seq,
            @RequestParam(defaultValue = "false") boolean open,
            Wait wait) {
        return text(wait.untilFound(log.proof(caller, producer, kind, id, seq, open)));
    }

    /**
     * Erase what commitments to a person or agreement are made with. Proofs hold as before, but nobody can say any more
     * whom they are about. It cannot be undone.
     *
     * @param subject id of the person or agreement
     */
    @Allow(Role.ADMIN)
    @DeleteMapping("/commitments/{subject}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(@PathVariable UUID subject) {
        return log.erase(subject);
    }
}
