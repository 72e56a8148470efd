package org.livelihood.account.tlog;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.tlog.CheckpointStore.Signed;
import org.livelihood.account.tlog.LoggedRecord.Opening;
import org.livelihood.account.tlog.Merkle.Node;
import org.livelihood.account.tlog.Merkle.Span;
import org.livelihood.people.producer.Producer;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The transparency log: what was committed becomes a leaf, once; what the log is, is signed; both can be proved. */
@Service
public class TransparencyLog {

    private static final int BATCH = 4096;

    private final LogStore store;
    private final CheckpointStore checkpoints;
    private final KindStore kinds;
    private final Producers producers;
    private final LogKey key;

    TransparencyLog(LogStore store, CheckpointStore checkpoints, KindStore kinds, Producers producers, LogKey key) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.kinds = kinds;
        this.producers = producers;
        this.key = key;
    }

    /** Appends what is due, one batch; gives how many leaves. Any number of nodes may call: one appends at a time. */
    @Transactional
    public Mono<Integer> append() {
        return store.append(BATCH);
    }

    /** Signs a checkpoint unless one of this size stands; gives the log's size. */
    @Transactional
    public Mono<Long> publish() {
        return store.size()
                .flatMap(size -> checkpoints
                        .ofSize(size)
                        .switchIfEmpty(Mono.defer(() -> sign(size)))
                        .thenReturn(size));
    }

    private Mono<Signed> sign(long size) {
        return root(size)
                .map(root -> key.sign(key.checkpoint(size, root)))
                .map(note -> new Signed(size, note, key.verifier().text()))
                .flatMap(signed -> checkpoints.add(signed).thenReturn(signed));
    }

    /** All that is due, batch after batch, and a checkpoint of it. */
    static Mono<Long> round(TransparencyLog log) {
        return log.append().repeat().takeUntil(appended -> appended < BATCH).then(Mono.defer(log::publish));
    }

    /** The root hash that the stored hashes of subtrees give at a size. */
    Mono<byte[]> root(long size) {
        return hashes(List.of(new Span(0, size))).map(hashes -> hashes.get(0));
    }

    /** @throws IllegalStateException as an error, when the log has not stored what it needs */
    Mono<List<byte[]>> hashes(List<Span> spans) {
        List<Node> nodes = spans.stream().flatMap(span -> span.nodes().stream()).toList();
        return store.hashes(nodes)
                .map(found ->
                        spans.stream().map(span -> span.hash(standing(found))).toList());
    }

    /** Fails with IllegalStateException where a hash is asked for that does not stand. */
    static Function<Node, byte[]> standing(Map<Node, byte[]> found) {
        return node -> {
            byte[] hash = found.get(node);
            if (hash == null) {
                throw new IllegalStateException("the log has no hash " + node);
            }
            return hash;
        };
    }

    /** The newest checkpoint: a signed note. */
    public Mono<String> checkpoint() {
        return latest().map(Signed::note);
    }

    /** The checkpoint of a size: a signed note. */
    public Mono<String> checkpoint(long size) {
        return checkpoints.ofSize(size).map(Signed::note).switchIfEmpty(none());
    }

    private Mono<Signed> latest() {
        return checkpoints.latest().switchIfEmpty(none());
    }

    private static <T> Mono<T> none() {
        return Mono.error(() -> new Refusal(LogReason.NO_CHECKPOINT));
    }

    /** Keys that verify checkpoints, one a line: that of today, then former ones. What the database says counts not. */
    public Mono<String> keys() {
        return Mono.just(String.join("\n", key.ofTheLog()) + "\n");
    }

    /** The proof that the log of one size extends the log of another: hashes in base64, one a line. */
    public Mono<String> consistency(long older, long newer) {
        return latest().filter(latest -> older <= newer && newer <= latest.size())
                .switchIfEmpty(Mono.error(() -> new Refusal(LogReason.BAD_SIZES, older, newer)))
                .flatMap(latest -> hashes(Merkle.consistency(older, newer)))
                .map(TransparencyLog::lines);
    }

    /** The bytes of leaves that a checkpoint covers, in base64, one a line. */
    public Mono<String> leaves(long from, int limit) {
        return latest().flatMap(latest -> store.records(from, Math.min(from + limit, latest.size()))
                .collectList()
                .map(TransparencyLog::lines));
    }

    private static String lines(List<byte[]> values) {
        Base64.Encoder base64 = Base64.getEncoder();
        return values.stream().map(value -> base64.encodeToString(value) + "\n").collect(Collectors.joining());
    }

    /**
     * A record with the proof that the newest checkpoint covers it; to whom it is not, it does not exist.
     *
     * @param seq tells several records of one id apart, such as the versions of an agreement; else 0
     * @param open whether to say whom its commitments stand for: to auditors
     */
    public Mono<String> proof(Caller caller, ProducerId producer, String kind, UUID id, int seq, boolean open) {
        return readable(caller, producer, kind)
                .filter(readable -> readable)
                .flatMap(readable -> Mono.zip(store.leaf(producer, kind, id, seq), latest(), kinds.of(kind)))
                .filter(found -> found.getT1().index() < found.getT2().size())
                .switchIfEmpty(Mono.error(() -> new Refusal(LogReason.NOT_LOGGED, id)))
                .flatMap(
                        found -> proof(found.getT1(), found.getT2(), open && isAuditor(caller) ? found.getT3() : null));
    }

    private Mono<String> proof(LogStore.Leaf leaf, Signed signed, @Nullable RecordKind opened) {
        Mono<List<Opening>> openings = opened == null ? Mono.just(List.of()) : store.openings(opened, leaf.index());
        return Mono.zip(hashes(Merkle.inclusion(leaf.index(), signed.size())), openings)
                .map(found -> new LoggedRecord(leaf.record(), found.getT2(), leaf.index(), found.getT1(), signed.note())
                        .onlyOpenable()
                        .text());
    }

    private Mono<Boolean> readable(Caller caller, ProducerId producer, String kind) {
        if (isAuditor(caller)) {
            return Mono.just(true);
        }
        if (kind.equals(RecordKind.JOURNAL)) {
            return Mono.just(false);
        }
        return producers
                .get(caller, producer)
                .map(Producer::regionCode)
                .map(region -> caller.officerOf(region) || caller.actsFor(producer, Role.PRODUCER));
    }

    private static boolean isAuditor(Caller caller) {
        return caller.isAny(Role.AUDITOR, Role.ADMIN);
    }

    /**
     * Forgets what commitments to a person or agreement are made with: nothing tells any more whom leaves speak of, nor
     * whom later ones will.
     */
    @Transactional
    public Mono<Void> erase(UUID subject) {
        return store.erase(Objects.requireNonNull(subject));
    }
}
