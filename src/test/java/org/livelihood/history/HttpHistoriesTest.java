package org.livelihood.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Random histories over HTTP on a real PostgreSQL, several at once; at the end of each all invariants hold, and
 * statements and indicators are what a {@link Recount} says. {@code -Dhistories=2000} goes through more of them.
 */
@JourneyTest
class HttpHistoriesTest {

    private static final int AT_ONCE = 4;
    private static final int EVENTS = 24;
    private static final List<String> INVARIANTS = List.of("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Test
    @DisplayName("Histories of people who marry, move and leave keep every invariant, and each figure is counted twice")
    void everyHistoryIsSound() throws Exception {
        int histories = Integer.getInteger("histories", 50);
        long first = Long.getLong("seed", 1);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, int[]> acts = new TreeMap<>();
        try {
            List<Future<HttpHistory>> runs = LongStream.range(first, first + histories)
                    .mapToObj(seed -> threads.submit(() -> history(seed)))
                    .toList();
            for (Future<HttpHistory> run : runs) {
                run.get().acts.forEach((act, counts) -> {
                    int[] all = acts.computeIfAbsent(act, fresh -> new int[2]);
                    all[0] += counts[0];
                    all[1] += counts[1];
                });
            }
        } finally {
            threads.shutdownNow();
        }
        StringBuilder told = new StringBuilder("taken/refused:");
        acts.forEach((act, counts) -> told.append(" ")
                .append(act)
                .append(" ")
                .append(counts[0])
                .append("/")
                .append(counts[1]));
        System.out.println(told);
        assertThat(acts)
                .allSatisfy((act, counts) -> assertThat(counts[0]).as(act).isPositive());
    }

    private HttpHistory history(long seed) {
        HttpHistory history = new HttpHistory(web, tokens, seed);
        try {
            history.run(EVENTS);
            SoftAssertions found = new SoftAssertions();
            requireSound(history, found);
            requireSplit(history, found);
            requireOwedAndPaid(history, found);
            requireCounted(history, found);
            found.assertAll();
            return history;
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage() + history.told, failure);
        }
    }

    private static void requireSound(HttpHistory history, SoftAssertions found) {
        for (Village at : List.of(history.farm, history.coop)) {
            for (String check : INVARIANTS) {
                JsonNode said = at.auditor
                        .get("/api/v1/audit/checks/" + check + "?producer=" + at.producerId)
                        .expect(200)
                        .body();
                found.assertThat(said.at("/verdict").asString()).as("%s", said).isIn("PASS", "NOTHING");
            }
        }
    }

    /** What is left of a line is what its parts are together. */
    private static void requireSplit(HttpHistory history, SoftAssertions found) {
        for (String line : history.soldLines()) {
            JsonNode trace = history.farm
                    .auditor
                    .get("/api/v1/trace/lines/" + line)
                    .expect(200)
                    .body();
            found.assertThat(sum(trace.at("/parts"), "amountFen"))
                    .as(line)
                    .isEqualTo(trace.at("/sale/netFen").asLong());
        }
    }

    private static long sum(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .mapToLong(item -> item.at("/" + field).asLong())
                .sum();
    }

    private static void requireOwedAndPaid(HttpHistory history, SoftAssertions found) {
        history.households.forEach((name, household) -> {
            long owed = 0;
            for (Village at : List.of(history.farm, history.coop)) {
                JsonNode standing = at.auditor
                        .get("/api/v1/producers/" + at.producerId + "/payouts/households/" + household)
                        .expect(200)
                        .body();
                owed += standing.at("/payableFen").asLong()
                        + standing.at("/submittedFen").asLong()
                        + standing.at("/confirmedFen").asLong();
            }
            found.assertThat(owed)
                    .as("owed to " + name)
                    .isBetween(history.recount.leastOwed(household), history.recount.mostOwed(household));
            int year = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();
            JsonNode statement = history.farm
                    .officer
                    .get("/api/v1/households/" + household + "/statements/years/" + year)
                    .expect(200)
                    .body();
            found.assertThat(sum(statement.at("/income"), "amountFen"))
                    .as("paid to " + name)
                    .isEqualTo(history.recount.paid(household));
        });
    }

    private static void requireCounted(HttpHistory history, SoftAssertions found) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, LocalDate> standsUntil = new HashMap<>();
        history.standing().keySet().forEach(person -> standsUntil.put(person, LocalDate.MAX));
        for (String village : List.of(history.village, history.otherVillage)) {
            List<String> there = history.recount.householdsIn(village, today);
            String period = "?region=" + village + "&from=" + today.withDayOfYear(1) + "&to=" + today;
            long paid = there.stream().mapToLong(history.recount::paid).sum();
            ratio(history, found, "PAID_PER_HEAD" + period, paid, history.recount.membersIn(village, today));
            long taking = history.recount.participating(village, today, standsUntil);
            ratio(history, found, "PARTICIPATION" + period, taking, there.size());
        }
    }

    private static void ratio(HttpHistory history, SoftAssertions found, String query, long above, long below) {
        JsonNode rows = history.farm
                .auditor
                .get("/api/v1/indicators/" + query)
                .expect(200)
                .body()
                .at("/rows");
        List<String> ratios = new ArrayList<>();
        rows.forEach(row -> ratios.add(row.at("/ratio").asString()));
        found.assertThat(ratios).as(query).isEqualTo(below == 0 ? ratios : List.of(above + "/" + below));
    }
}
