package org.livelihood.account.check;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs rules, one query after the other. */
@Repository
class RuleStore {

    private static final Pattern ASKED = Pattern.compile("\\{([a-z_.]+)}");
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private static final String OFFENDERS = """
            SELECT producer_id, id, CAST(details AS text) AS details, count(*) OVER () AS found
              FROM (%s) offenders
             ORDER BY producer_id, id, details
             LIMIT :limit""";

    private final DatabaseClient database;
    private final JsonMapper json;

    RuleStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record Found(Check.Offender offender, long found) {}

    Flux<Check.Finding> run(List<CheckRule> rules, AuditScope scope, int limit) {
        return Flux.fromIterable(rules).concatMap(rule -> run(rule, scope, limit));
    }

    private Mono<Check.Finding> run(CheckRule rule, AuditScope scope, int limit) {
        return asked("SELECT count(*) AS examined " + rule.examined(), scope)
                .map(row -> Rows.number(row, "examined"))
                .one()
                .flatMap(examined -> asked(OFFENDERS.formatted(rule.offenders()), scope)
                        .bind("limit", limit)
                        .map(this::found)
                        .all()
                        .collectList()
                        .map(found -> finding(rule, examined, found)));
    }

    private static Check.Finding finding(CheckRule rule, long examined, List<Found> found) {
        long all = found.isEmpty() ? 0 : found.get(0).found();
        return new Check.Finding(
                rule.name(),
                rule.kind(),
                examined,
                all,
                found.stream().map(Found::offender).toList());
    }

    private Found found(Readable row) {
        return new Found(
                new Check.Offender(
                        Rows.idOrNull(row, "producer_id", ProducerId::new),
                        Rows.uuid(row, "id"),
                        json.readValue(Rows.text(row, "details"), DETAILS)),
                Rows.number(row, "found"));
    }

    private DatabaseClient.GenericExecuteSpec asked(String rule, AuditScope scope) {
        List<UUID> producers = scope.producers();
        String sql = ASKED.matcher(rule).replaceAll(producers == null ? "TRUE" : "$1 = ANY (:producers)");
        DatabaseClient.GenericExecuteSpec query = database.sql(sql);
        if (producers != null && sql.contains(":producers")) {
            query = query.bind("producers", producers.toArray(UUID[]::new));
        }
        if (sql.contains(":fromDay")) {
            query = query.bind("fromDay", scope.from());
        }
        if (sql.contains(":toDay")) {
            query = query.bind("toDay", scope.to());
        }
        if (Pattern.compile(":from\\b").matcher(sql).find()) {
            query = query.bind("from", scope.begin());
        }
        if (Pattern.compile(":to\\b").matcher(sql).find()) {
            query = query.bind("to", scope.end());
        }
        return query;
    }
}
