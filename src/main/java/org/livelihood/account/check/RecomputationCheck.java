package org.livelihood.account.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.income.attribution.Attributions;
import org.livelihood.income.attribution.RecomputedLine;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** I4: what is stored of each sale is what its stored inputs give, to the byte; with the program's own formulas. */
@Component
class RecomputationCheck implements Check {

    private static final String RULE = "split-recomputes";
    private static final int BATCH = 500;

    private final LineIdStore lines;
    private final Attributions attributions;

    RecomputationCheck(LineIdStore lines, Attributions attributions) {
        this.lines = lines;
        this.attributions = attributions;
    }

    @Override
    public String code() {
        return "I4";
    }

    @Override
    public List<String> rules() {
        return List.of(RULE);
    }

    private record Batch(Cursor last, long examined, long found, List<Offender> offenders, boolean more) {}

    @Override
    public Flux<Finding> run(AuditScope scope, int limit) {
        Batch first = new Batch(Cursor.of(scope.begin(), new UUID(0, 0)), 0, 0, List.of(), true);
        return next(scope, first, limit)
                .expand(batch -> batch.more() ? next(scope, batch, limit) : Mono.empty())
                .last()
                .map(all -> new Finding(RULE, "LINE", all.examined(), all.found(), all.offenders()))
                .flux();
    }

    private Mono<Batch> next(AuditScope scope, Batch before, int limit) {
        return lines.next(scope, before.last(), BATCH)
                .flatMap(batch -> attributions
                        .recompute(batch.stream().map(LineIdStore.Line::id).toList())
                        .map(computed -> plus(before, batch, computed, limit)));
    }

    private static Batch plus(Batch before, List<LineIdStore.Line> batch, List<RecomputedLine> computed, int limit) {
        Map<OrderLineId, ProducerId> producers = new HashMap<>();
        batch.forEach(line -> producers.put(line.id(), line.producer()));
        List<RecomputedLine> unlike =
                computed.stream().filter(line -> !line.same()).toList();
        List<Offender> offenders = new ArrayList<>(before.offenders());
        unlike.stream()
                .limit(limit - offenders.size())
                .forEach(line -> offenders.add(new Offender(
                        producers.get(line.line()),
                        line.line().value(),
                        Map.of("revision", line.revision(), "parts", line.parts()))));
        return new Batch(
                batch.isEmpty() ? before.last() : batch.get(batch.size() - 1).place(),
                before.examined() + computed.size(),
                before.found() + unlike.size(),
                List.copyOf(offenders),
                batch.size() == BATCH);
    }
}
