package org.livelihood.account.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.livelihood.account.tlog.LogChecks;
import org.livelihood.account.tlog.LogChecks.Fault;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * I12: what persons decided stands as it was logged, whatever changed it: memberships, statuses, lines, methods,
 * surveys, self-reports, payees, approvals, waivers and all others of the log's kinds. The period says nothing here: a
 * decision of long ago counts today. Those of no producer are looked at when all producers are asked about.
 */
@Component
class DecisionCheck implements Check {

    private static final Map<String, Set<Fault>> RULES = new TreeMap<>(Map.of(
            "decision-is-as-logged",
            Set.of(Fault.RECORD_CHANGED, Fault.RECORD_GONE),
            "decision-is-logged",
            Set.of(Fault.RECORD_NOT_LOGGED)));

    private final LogChecks log;

    DecisionCheck(LogChecks log) {
        this.log = log;
    }

    @Override
    public String code() {
        return "I12";
    }

    @Override
    public List<String> rules() {
        return List.copyOf(RULES.keySet());
    }

    @Override
    public Flux<Finding> run(AuditScope scope, int limit) {
        LogChecks.Asked asked = LogCheck.asked(scope, limit);
        return log.decisionsSize(asked)
                .zipWhen(size -> log.decisions(asked).collectList())
                .flatMapIterable(both -> LogCheck.findings(RULES, both.getT1(), both.getT2(), limit));
    }
}
