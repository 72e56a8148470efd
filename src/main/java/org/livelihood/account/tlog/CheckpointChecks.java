package org.livelihood.account.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.tlog.Checkpoint.VerifierKey;
import org.livelihood.account.tlog.CheckpointStore.Signed;
import org.livelihood.account.tlog.LogChecks.Asked;
import org.livelihood.account.tlog.LogChecks.Fault;
import org.livelihood.account.tlog.LogChecks.Finding;
import org.livelihood.account.tlog.LogChecks.Findings;
import org.livelihood.account.tlog.Merkle.Node;
import org.livelihood.account.tlog.Merkle.Span;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads every checkpoint of a time, page by page, and asks for the hashes of a page's proofs at once. */
@Component
class CheckpointChecks {

    private static final int PAGE = 500;
    private static final long BEFORE_ALL = -1;

    private final CheckpointStore checkpoints;
    private final LogStore log;
    private final LogKey key;

    CheckpointChecks(CheckpointStore checkpoints, LogStore log, LogKey key) {
        this.checkpoints = checkpoints;
        this.log = log;
        this.key = key;
    }

    /** A checkpoint, opened unless something is wrong with it. */
    private record Read(
            Signed signed,
            @Nullable Checkpoint opened,
            @Nullable String wrong) {}

    /**
     * Checkpoints one after the other, by size.
     *
     * @param before the one before the first, which was checked with its own page
     */
    private record Page(@Nullable Read before, List<Read> read) {

        private @Nullable Read last() {
            return read.isEmpty() ? before : read.get(read.size() - 1);
        }

        private @Nullable Read before(int place) {
            return place == 0 ? before : read.get(place - 1);
        }
    }

    Flux<Findings> run(Asked asked) {
        return log.size()
                .flatMapMany(size -> page(asked, size, null)
                        .expand(page -> page.read().size() < PAGE ? Mono.empty() : page(asked, size, page.last())))
                .concatMap(this::check)
                .collectList()
                .flatMapMany(findings -> Flux.just(Fault.CHECKPOINT, Fault.CONSISTENCY)
                        .map(fault -> findings.stream()
                                .filter(finding -> finding.fault() == fault)
                                .toList())
                        .filter(own -> !own.isEmpty())
                        .map(own -> new Findings(
                                own.size(), own.stream().limit(asked.limit()).toList())));
    }

    /** Signatures take the processor's time, so they are not verified where the network is served. */
    private Mono<Page> page(Asked asked, long logSize, @Nullable Read before) {
        return checkpoints
                .signed(
                        asked.from(),
                        asked.to(),
                        before == null ? BEFORE_ALL : before.signed().size(),
                        PAGE)
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(page -> new Page(
                        before,
                        page.stream().map(signed -> read(signed, logSize)).toList()));
    }

    private Read read(Signed signed, long logSize) {
        if (!key.isOfTheLog(signed.vkey())) {
            return new Read(signed, null, "signed by no key of the log");
        }
        try {
            Checkpoint opened = Checkpoint.open(signed.note(), VerifierKey.parse(signed.vkey()));
            return opened.size() == signed.size() && signed.size() <= logSize
                    ? new Read(signed, opened, null)
                    : new Read(signed, null, "signs " + opened.size() + " leaves, the log has " + logSize);
        } catch (IllegalArgumentException bad) {
            return new Read(signed, null, String.valueOf(bad.getMessage()));
        }
    }

    private Flux<Finding> check(Page page) {
        Set<Node> nodes = new HashSet<>();
        for (int i = 0; i < page.read().size(); i++) {
            Checkpoint newer = page.read().get(i).opened();
            Read before = page.before(i);
            if (newer != null) {
                nodes.addAll(new Span(0, newer.size()).nodes());
                proof(before, newer).forEach(span -> nodes.addAll(span.nodes()));
            }
        }
        return log.hashes(nodes).flatMapIterable(found -> findings(page, TransparencyLog.standing(found)));
    }

    private static List<Span> proof(@Nullable Read before, Checkpoint newer) {
        return before == null || before.opened() == null
                ? List.of()
                : Merkle.consistency(before.opened().size(), newer.size());
    }

    private static List<Finding> findings(Page page, Function<Node, byte[]> hashes) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < page.read().size(); i++) {
            Read newer = page.read().get(i);
            Read before = page.before(i);
            String wrong = newer.opened() == null ? newer.wrong() : wrong(newer.opened(), hashes);
            long size = newer.signed().size();
            if (wrong != null) {
                findings.add(new Finding(Fault.CHECKPOINT, "size " + size + ": " + wrong));
            }
            if (before != null && !extend(before, newer, hashes)) {
                findings.add(new Finding(
                        Fault.CONSISTENCY,
                        "size " + size + " after size " + before.signed().size()));
            }
        }
        return findings;
    }

    private static @Nullable String wrong(Checkpoint checkpoint, Function<Node, byte[]> hashes) {
        try {
            return Arrays.equals(new Span(0, checkpoint.size()).hash(hashes), checkpoint.root())
                    ? null
                    : "signs another root";
        } catch (IllegalStateException missing) {
            return "no root";
        }
    }

    /** By the proof that anybody would be given. */
    private static boolean extend(Read before, Read newer, Function<Node, byte[]> hashes) {
        Checkpoint older = before.opened();
        Checkpoint later = newer.opened();
        if (older == null || later == null) {
            return false;
        }
        try {
            List<byte[]> path =
                    proof(before, later).stream().map(span -> span.hash(hashes)).toList();
            return Merkle.isConsistent(older.size(), older.root(), later.size(), later.root(), path);
        } catch (IllegalStateException missing) {
            return false;
        }
    }
}
