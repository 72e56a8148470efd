package org.livelihood.account.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.account.check.AuditScope;
import org.livelihood.account.check.Check;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A check that takes too long is refused with a reason, and none can write. */
@JourneyTest
class CheckRunTest {

    private static final AuditScope SCOPE =
            new AuditScope(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), null);

    @Autowired
    private DatabaseClient database;

    @Autowired
    private RunLimitStore store;

    @Autowired
    private CheckRun runs;

    @Autowired
    private Scopes scopes;

    @Autowired
    private Wordings wordings;

    @Autowired
    private ReactiveTransactionManager transactions;

    private Check check(String statement) {
        return new Check() {
            @Override
            public String code() {
                return "I99";
            }

            @Override
            public List<String> rules() {
                return List.of();
            }

            @Override
            public Flux<Finding> run(AuditScope scope, int limit) {
                return database.sql(statement).fetch().all().thenMany(Flux.empty());
            }
        };
    }

    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void aSlowCheckIsRefused() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        Mono<List<Check.Finding>> slow = new CheckRun(store, new AuditSettings(SHORT, SHORT, SHORT))
                .run(check("SELECT pg_sleep(0.5)"), SCOPE, 20)
                .as(TransactionalOperator.create(transactions, definition)::transactional);
        assertThatThrownBy(slow::block).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(AuditReason.TOOK_TOO_LONG);
            assertThat(refusal.details()).containsExactly("I99");
        });
    }

    @Test
    void noCheckWrites() {
        Mono<List<Check.Finding>> writing = runs.run(check("DELETE FROM order_quote"), SCOPE, 20);
        assertThatThrownBy(writing::block).hasStackTraceContaining("read-only transaction");
    }

    private Check named(String code, String statement) {
        Check check = check(statement);
        return new Check() {
            @Override
            public String code() {
                return code;
            }

            @Override
            public List<String> rules() {
                return List.of();
            }

            @Override
            public Flux<Finding> run(AuditScope scope, int limit) {
                return check.run(scope, limit);
            }
        };
    }

    @Test
    @DisplayName("D6: a check that fails says so and hides no other")
    void aBrokenCheckHidesNoOther() {
        Checks checks = new Checks(
                List.of(
                        named("I6", "SELECT 9223372036854775807 + n FROM generate_series(1, 2) n"),
                        named("I7", "SELECT 1")),
                runs,
                scopes,
                wordings,
                Clock.systemUTC());
        Checks.Summary summary = checks.runAll(Caller.system(), new CheckQuestion(null, null, null, null, 5))
                .block();
        assertThat(summary.results())
                .extracting(Checks.Result::verdict)
                .containsExactly(Checks.Verdict.BROKEN, Checks.Verdict.NOTHING);
        assertThat(summary.verdict()).isEqualTo(Checks.Verdict.BROKEN);
    }
}
