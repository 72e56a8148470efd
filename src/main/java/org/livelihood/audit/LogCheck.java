package org.livelihood.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.livelihood.kernel.ProducerId;
import org.livelihood.tlog.LogChecks;
import org.livelihood.tlog.LogChecks.Fault;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * I11: the log only grows, its checkpoints are consistent, and what is counted are its leaves. The log is one over all
 * producers, so it is looked at as a whole; of the records only those of the scope are told.
 */
@Component
class LogCheck implements Check {

    private static final UUID NO_RECORD = new UUID(0, 0);

    private static final Map<String, Set<Fault>> RULES = rules(Map.of(
            "log-hashes-hold",
            Set.of(Fault.LEAF, Fault.NODE),
            "checkpoints-are-signed",
            Set.of(Fault.CHECKPOINT),
            "log-only-grows",
            Set.of(Fault.CONSISTENCY),
            "records-are-leaves",
            Set.of(Fault.RECORD_CHANGED, Fault.RECORD_GONE, Fault.RECORD_NOT_LOGGED)));

    private final LogChecks log;

    LogCheck(LogChecks log) {
        this.log = log;
    }

    private static Map<String, Set<Fault>> rules(Map<String, Set<Fault>> faults) {
        Map<String, Set<Fault>> inOrder = new LinkedHashMap<>();
        faults.keySet().stream().sorted().forEach(rule -> inOrder.put(rule, faults.get(rule)));
        return inOrder;
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
        return log.size(scope.begin(), scope.end())
                .zipWhen(size -> log.run(scope.begin(), scope.end())
                        .filter(found -> isOf(scope, found))
                        .collectList())
                .flatMapIterable(both -> findings(both.getT1(), both.getT2(), limit));
    }

    private static boolean isOf(AuditScope scope, LogChecks.Finding found) {
        ProducerId producer = found.producer();
        List<UUID> asked = scope.producers();
        return producer == null || asked == null || asked.contains(producer.value());
    }

    private static List<Finding> findings(long leaves, List<LogChecks.Finding> found, int limit) {
        List<Finding> findings = new ArrayList<>();
        RULES.forEach((rule, faults) -> {
            List<LogChecks.Finding> own =
                    found.stream().filter(one -> faults.contains(one.fault())).toList();
            findings.add(new Finding(
                    rule,
                    "RECORD",
                    leaves,
                    own.size(),
                    own.stream().limit(limit).map(LogCheck::offender).toList()));
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
