package org.livelihood.platform.security;

import java.util.Collection;
import java.util.UUID;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PersonStore {

    private static final String ADD = """
            INSERT INTO security_person (account_id, person_id, recorded_by) VALUES (:account, :person, :by)
            ON CONFLICT (account_id) DO NOTHING""";

    private static final String OF = """
            SELECT person_id FROM security_person WHERE account_id = :account""";

    private static final String SHARE = """
            SELECT EXISTS (SELECT
                             FROM security_person own
                             JOIN security_person other ON other.person_id = own.person_id
                            WHERE own.account_id = :account AND other.account_id = ANY(:others)) AS same""";

    private static final String OTHER_ACTS_FOR = """
            SELECT EXISTS (SELECT
                             FROM security_person own
                             JOIN security_person other ON other.person_id = own.person_id
                             JOIN security_grant g ON g.account_id = other.account_id
                            WHERE own.account_id = :account AND g.role IN ('PRODUCER', 'HOST')
                              AND g.scope = :producer) AS acts""";

    private final DatabaseClient database;

    PersonStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(AccountId account, UUID person, AccountId by) {
        return database.sql(ADD)
                .bind("account", account.value())
                .bind("person", person)
                .bind("by", by.value())
                .then();
    }

    Mono<UUID> of(AccountId account) {
        return database.sql(OF)
                .bind("account", account.value())
                .map(row -> Rows.uuid(row, "person_id"))
                .one();
    }

    Mono<Boolean> shareAPerson(AccountId account, Collection<AccountId> others) {
        return database.sql(SHARE)
                .bind("account", account.value())
                .bind("others", others.stream().map(AccountId::value).toArray(UUID[]::new))
                .map(row -> Rows.flag(row, "same"))
                .one();
    }

    Mono<Boolean> otherAccountActsFor(AccountId account, ProducerId producer) {
        return database.sql(OTHER_ACTS_FOR)
                .bind("account", account.value())
                .bind("producer", producer.toString())
                .map(row -> Rows.flag(row, "acts"))
                .one();
    }
}
