package org.livelihood.attribution;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.SessionId;
import org.livelihood.live.SessionTerms;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class HostWageStore {

    private static final String CLAIM = """
            INSERT INTO attribution_host_wage (producer_id, session_id, earner_kind, earner_id, wage_fen)
            VALUES (:producer, :session, :kind, :earner, :wage)
                ON CONFLICT (producer_id, session_id) DO NOTHING""";

    private static final String POSTED = """
            SELECT session_id
              FROM attribution_host_wage
             WHERE (producer_id, session_id) IN (SELECT * FROM unnest(:producers, :sessions))""";

    private final DatabaseClient database;

    HostWageStore(DatabaseClient database) {
        this.database = database;
    }

    /** True for the first one who asks for the session. */
    Mono<Boolean> claim(SessionTerms session, Party earner) {
        return database.sql(CLAIM)
                .bind("producer", session.producer().value())
                .bind("session", session.id().value())
                .bind("kind", earner.kind().name())
                .bind("earner", earner.id())
                .bind("wage", session.wage().fen())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Those of the sessions whose wage stands in the ledger. */
    Mono<Set<SessionId>> posted(Collection<SessionTerms> sessions) {
        List<SessionTerms> rows = List.copyOf(sessions);
        return database.sql(POSTED)
                .bind("producers", Columns.ids(rows, SessionTerms::producer))
                .bind("sessions", Columns.ids(rows, SessionTerms::id))
                .map(row -> new SessionId(Columns.required(row, "session_id", UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }
}
