package org.livelihood.account.indicator;

import io.r2dbc.spi.Readable;
import java.util.Map;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Runs an indicator's query; every query names its parameters alike. */
@Repository
class IndicatorStore {

    private static final String AT_MOST = """

             LIMIT :limit""";

    private final DatabaseClient database;

    IndicatorStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Answer.Row> rows(Indicator indicator, Scope scope, int limit) {
        String sql = indicator.definition().sql() + AT_MOST;
        Map<String, Object> values = Map.of(
                "region", scope.region(),
                "prefix", scope.prefix(),
                "from", scope.from(),
                "to", scope.to(),
                "start", scope.start(),
                "end", scope.end(),
                "before", scope.before(),
                "known", scope.known());
        DatabaseClient.GenericExecuteSpec query = database.sql(sql).bind("limit", limit);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (sql.matches("(?s).*:" + value.getKey() + "\\b.*")) {
                query = query.bind(value.getKey(), value.getValue());
            }
        }
        return query.map(row -> row(indicator, row)).all();
    }

    private static Answer.Row row(Indicator indicator, Readable row) {
        Ratio ratio = new Ratio(Rows.number(row, "numerator"), row.get("denominator", Long.class));
        return Answer.Row.of(indicator, Rows.text(row, "key"), Rows.text(row, "label"), ratio);
    }
}
