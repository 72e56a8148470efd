package org.livelihood.household;

import java.time.LocalDate;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.MemberId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class MemberSpanStore {

    private static final String ADD = """
            INSERT INTO household_member_span (member_id, holds_from, holds_until, document, recorded_by)
            VALUES (:member, :from, :until, :document, :by)""";

    private final DatabaseClient database;

    MemberSpanStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(MemberId member, MemberSpans.Span span, AccountId by) {
        return database.sql(ADD)
                .bind("member", member.value())
                .bind("from", Parameter.fromOrEmpty(span.from(), LocalDate.class))
                .bind("until", Parameter.fromOrEmpty(span.until(), LocalDate.class))
                .bind("document", span.document())
                .bind("by", by.value())
                .then();
    }
}
