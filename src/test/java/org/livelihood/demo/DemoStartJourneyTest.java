package org.livelihood.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;
import tools.jackson.databind.JsonNode;

/** The program with its demo, used as anybody might and started again: it starts, and leaves alone what users made. */
@Tag("database")
class DemoStartJourneyTest {

    private static final String SESSIONS =
            "SELECT string_agg(id || status || title, ',' ORDER BY id) FROM live_session";
    private static final String ITEMS =
            "SELECT string_agg(session_id || ':' || sku_id || ':' || live_price_fen || ':' || coalesce(buyer_limit, 0), ','"
                    + " ORDER BY session_id, sku_id) FROM live_item";
    private static final String COUNTED = "SELECT count(*) FROM orders";

    @TempDir
    private Path directory;

    private Program program;

    @AfterEach
    void end() throws Exception {
        program.end();
    }

    @Test
    @DisplayName("E1, E2, C10: what users planned, showed and drafted stays as it was over a restart, which starts")
    void startsAgainOnUsedData() throws Exception {
        program = Program.startedOn(directory);
        leaveSessionsAndDraftsBehind();
        String sessions = program.text(SESSIONS);
        String items = program.text(ITEMS);
        long orders = program.count(COUNTED);
        for (boolean killed : List.of(false, true)) {
            if (killed) {
                program.kill();
            } else {
                program.end();
            }
            program = Program.startedOn(directory);
            assertThat(program.said())
                    .contains("Demo accounts", "to begin anew")
                    .doesNotContain("ERROR");
            assertThat(program.text(SESSIONS)).isEqualTo(sessions);
            assertThat(program.text(ITEMS)).isEqualTo(items);
            assertThat(program.count(COUNTED)).isEqualTo(orders);
        }
    }

    /**
     * A session for tomorrow, one left live with a pool, one that never began, and drafts with titles of the demo's.
     */
    private void leaveSessionsAndDraftsBehind() {
        Program.User workshop = program.as("workshop");
        JsonNode me = workshop.get("/api/v1/auth/me").expect(200).body();
        String producer = program.text("SELECT ref FROM demo_step WHERE step = 'producer:workshop'");
        String sku = program.text("SELECT ref FROM demo_step WHERE step = 'sku:" + Places.SOCKS + "'");
        for (int days : new int[] {1, 0, -1}) {
            Map<String, Object> plan = Map.of(
                    "title",
                    "mine " + days,
                    "plannedStart",
                    Instant.now().plus(days, ChronoUnit.DAYS).toString(),
                    "hostId",
                    me.at("/id").asString(),
                    "official",
                    false,
                    "wageFen",
                    0);
            String session = workshop.post("/api/v1/producers/" + producer + "/sessions", plan)
                    .expect(201)
                    .text("/id");
            workshop.put(
                            "/api/v1/sessions/" + session + "/items/" + sku,
                            Map.of("position", 1, "livePriceFen", 5_900, "buyerLimit", 3, "poolUnits", 5))
                    .expect(200);
            if (days == 0) {
                workshop.post("/api/v1/sessions/" + session + "/start", Map.of())
                        .expect(200);
            }
        }
        for (int copy = 0; copy < 2; copy++) {
            workshop.post(
                            "/api/v1/producers/" + producer + "/listings",
                            Map.of(
                                    "content",
                                            Map.of(
                                                    "title",
                                                    Places.SOCKS,
                                                    "description",
                                                    "mine",
                                                    "category",
                                                    "socks",
                                                    "originCode",
                                                    "340000000000",
                                                    "attributes",
                                                    Map.of(),
                                                    "imageIds",
                                                    List.of()),
                                    "skus", List.of(Map.of("optionName", "one", "priceFen", 100, "weightGrams", 1))))
                    .expect(201);
        }
    }

    @Test
    @DisplayName("E1: a start that was cut off in the middle of the demo goes on where it stood")
    void goesOnAfterAKillInTheMiddle() throws Exception {
        program = Program.launchedOn(directory);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> program.count("SELECT count(*) FROM demo_step WHERE step LIKE 'session:%'") > 0);
        program.kill();
        program = Program.startedOn(directory);
        assertThat(program.said()).doesNotContain("ERROR");
        assertThat(program.text("SELECT string_agg(status, ',') FROM live_session"))
                .isEqualTo("ENDED,ENDED,ENDED");
        assertThat(program.text("SELECT string_agg(status, ',') FROM orders")).isEqualTo("PAID,PAID,PAID,PAID");
    }
}
