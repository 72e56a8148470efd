package org.livelihood.account.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.livelihood.account.tlog.LogChecks;
import org.livelihood.account.tlog.LogChecks.Fault;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * I11: the log only grows, its checkpoints are consistent, and what is counted are its leaves. The log is one over all
 * producers, so it is looked at as a whole; of the records only those of the scope are told.
 */
@Component
class LogCheck implements Check {

    private static final UUID NO_RECORD = new UUID(0, 0);

    private static final Map<String, Set<Fault>> RULES = new TreeMap<>(Map.of(
            "log-hashes-hold",
            Set.of(Fault.LEAF, Fault.NODE),
            "checkpoints-are-signed",
            Set.of(Fault.CHECKPOINT),
            "log-only-grows",
            Set.of(Fault.CONSISTENCY),
            "records-are-leaves",
            Set.of(Fault.RECORD_CHANGED, Fault.RECORD_GONE, Fault.RECORD_NOT_LOGGED),
            "totals-derive-from-leaves",
            Set.of(Fault.TOTAL)));

    private final LogChecks log;

    LogCheck(LogChecks log) {
        this.log = log;
    }

    @Override
    public String code() {
        return "I11";
    }

    @Override
    public List<String> rules() {
        return List.copyOf(RULES.keySet());
    }

    @Override
    public Flux<Finding> run(AuditScope scope, int limit) {
        LogChecks.Asked asked = asked(scope, limit);
        return log.size(asked)
                .zipWhen(size -> log.run(asked).collectList())
                .flatMapIterable(both -> findings(RULES, both.getT1(), both.getT2(), limit));
    }

    static LogChecks.Asked asked(AuditScope scope, int limit) {
        return new LogChecks.Asked(scope.begin(), scope.end(), scope.producers(), limit);
    }

    /**
     * Examined are the leaves of the scope: where it has none, the soundness of all the others proves nothing of it.
     *
     * @param rules the faults that each rule tells
     */
    static List<Finding> findings(
            Map<String, Set<Fault>> rules, long leaves, List<LogChecks.Findings> found, int limit) {
        List<Finding> findings = new ArrayList<>();
        rules.forEach((rule, faults) -> {
            List<LogChecks.Findings> own = found.stream()
                    .filter(sort -> faults.contains(sort.some().get(0).fault()))
                    .toList();
            findings.add(new Finding(
                    rule,
                    "RECORD",
                    leaves,
                    own.stream().mapToLong(LogChecks.Findings::found).sum(),
                    own.stream()
                            .flatMap(sort -> sort.some().stream())
                            .limit(limit)
                            .map(LogCheck::offender)
                            .toList()));
        });
        return findings;
    }

    private static Offender offender(LogChecks.Finding found) {
        UUID record = found.record();
        return new Offender(
                found.producer(),
                record == null ? NO_RECORD : record,
                Map.of("fault", found.fault().name(), "what", found.what()));
    }
}
