package org.livelihood.income.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.books.payable.Source;
import org.livelihood.books.payable.SourceWage;
import org.livelihood.goods.lot.SealedWork.Labour;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Whatever a pay period counts can be written: no CHECK of the tables is narrower than what the program says. */
@JourneyTest
class PayrollChecksTest {

    private static final int PERIODS = 100;
    private static final long CHECKS = 10;
    private static final LocalDate FROM = LocalDate.parse("2026-01-01");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private PayPeriodStore store;

    @Autowired
    private AttendanceStore attendance;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Mono<Integer> write(ProducerId producer, Random random) {
        LocalDate to = FROM.plusDays(random.nextInt(300));
        List<SourceWage> wages = new ArrayList<>();
        Map<Party, Labour> labour = new HashMap<>();
        List<PayPeriod.Attendance> told = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            Party party = random.nextBoolean() ? Party.of(HouseholdId.next()) : Party.of(WorkerId.next());
            if (random.nextBoolean()) {
                Source.Kind kind = random.nextBoolean() ? Source.Kind.LOT : Source.Kind.HOST_WAGE;
                wages.add(new SourceWage(kind, Uuids.next(), party, new Money(random.nextLong(1_000_000_000L))));
            }
            labour.put(party, new Labour(random.nextInt(3_000), random.nextInt(2), Set.of(UUID.randomUUID())));
            told.add(new PayPeriod.Attendance(party, 1 + random.nextInt(1_440)));
        }
        Money perHour = new Money(1 + random.nextInt(100_000));
        PayPeriod.Draft draft = new PayPeriod.Draft(FROM, to, told, "sheet 3");
        AttendanceSheet sheet = new AttendanceSheet(draft, AttendanceSheet.persons(Map.of(), labour, wages));
        sheet.require(labour);
        List<PayPeriod.Line> lines = PayPeriod.lines(wages, labour, told, perHour);
        PayPeriod period =
                new PayPeriod(producer, Uuids.next(), FROM, to, perHour, "sheet 3", AccountId.next(), Instant.now());
        return store.add(period, new PayPeriod.Taking(wages, Set.of(LotId.next())), lines)
                .then(attendance.add(period, sheet.spread(Map.of())))
                .thenReturn(lines.size());
    }

    @Test
    @DisplayName("D1: what pay periods that are made up count passes every CHECK")
    void everyPeriodCanBeWritten() {
        ProducerId producer = new ProducerId(UUID.fromString(new Village(web, tokens, "WORKSHOP").producerId));
        long lines = 0;
        for (int seed = 0; seed < PERIODS; seed++) {
            Random random = new Random(seed * 104_729L);
            lines += Objects.requireNonNull(transactions
                    .execute(status -> {
                        status.setRollbackOnly();
                        return write(producer, random);
                    })
                    .blockLast());
        }
        assertThat(lines).isGreaterThan(PERIODS);
        Long checks = database.sql("""
                        SELECT count(*) FROM pg_constraint
                         WHERE contype = 'c'
                           AND CAST(CAST(conrelid AS regclass) AS text) IN ('payroll_period', 'payroll_source',
                               'payroll_line', 'payroll_attendance')""").mapValue(Long.class).one().block();
        assertThat(checks).as("checks that are walked").isEqualTo(CHECKS);
    }
}
