package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@JourneyTest
class TurnsTest {

    private final String key = UUID.randomUUID().toString();

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    /** What another transaction gets while one has the turn of the test's key among others. */
    private boolean whileTaken(String what, String other) {
        Mono<Boolean> elsewhere = Mono.fromFuture(() -> transaction
                .transactional(Turns.tryToTake(database, what, other))
                .toFuture());
        Mono<Boolean> held =
                Turns.take(database, "test", List.of(key, "another", key)).then(elsewhere);
        return Boolean.TRUE.equals(transaction.transactional(held).block(Duration.ofSeconds(10)));
    }

    @Test
    void aTurnIsOnesOwnUntilTheTransactionEnds() {
        assertThat(whileTaken("test", key)).isFalse();
        assertThat(whileTaken("test", "another")).isFalse();
        assertThat(transaction
                        .transactional(Turns.tryToTake(database, "test", key))
                        .block())
                .isTrue();
    }

    @Test
    void turnsOfOtherKeysAndKindsDoNotMeet() {
        assertThat(whileTaken("test", "a third")).isTrue();
        assertThat(whileTaken("another kind", key)).isTrue();
    }
}
