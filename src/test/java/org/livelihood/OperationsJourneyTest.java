package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the people who run the program see of it. */
@JourneyTest
@ExtendWith(OutputCaptureExtension.class)
class OperationsJourneyTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private WebTestClient.ResponseSpec metrics(Role role) {
        return web.get()
                .uri("/actuator/prometheus")
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(role)))
                .exchange();
    }

    @Test
    @DisplayName(
            "G13: metrics of lanes, batches, outbox, parked lines, log, notices, refunds, rooms; for administrators")
    void metrics() {
        Api.guest(web).get("/actuator/prometheus").expect(401);
        metrics(Role.SHOPPER).expectStatus().isForbidden();
        List<String> names = List.of(
                "livelihood_database_connections{lane=\"orders\",state=\"max\"}",
                "livelihood_database_connections{lane=\"reads\",state=\"pending\"}",
                "livelihood_database_away",
                "livelihood_clock_ahead_millis",
                "livelihood_commands_in_flight",
                "livelihood_batches_waiting{line=\"orders\"}",
                "livelihood_batches_waiting{line=\"captures\"}",
                "livelihood_sales_waiting",
                "livelihood_sales_oldest_seconds",
                "livelihood_lines_parked",
                "livelihood_log_lag_seconds",
                "livelihood_notices_undelivered",
                "livelihood_refunds_stuck",
                "livelihood_rooms_watched",
                "livelihood_rooms_viewers",
                "jvm_memory_used_bytes");
        String text = Objects.requireNonNull(metrics(Role.ADMIN)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(names).allMatch(text::contains);
    }

    @Test
    @DisplayName("G13: figures that the database holds are read by themselves")
    void figuresAreRead() {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> text(Role.ADMIN).matches("(?s).*livelihood_refunds_stuck [0-9].*"));
    }

    private String text(Role role) {
        return String.valueOf(
                metrics(role).expectBody(String.class).returnResult().getResponseBody());
    }

    @Test
    @DisplayName("G13: a request's id is the caller's trace or a new one, in the answer, its problem and the log")
    void requestIds(CapturedOutput said) {
        String parent = "00-" + TRACE + "-00f067aa0ba902b7-01";
        Api.Answer traced =
                Api.guest(web).send(HttpMethod.GET, "/api/v1/orders/nothing", null, Map.of("traceparent", parent));
        assertThat(traced.headers().getFirst("X-Request-Id")).isEqualTo(TRACE);
        assertThat(traced.text("/requestId")).isEqualTo(TRACE);

        for (String bad : List.of("00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", "00-evil", "\"><script>")) {
            Api.Answer fresh =
                    Api.guest(web).send(HttpMethod.GET, "/api/v1/listings", null, Map.of("traceparent", bad));
            assertThat(fresh.headers().getFirst("X-Request-Id"))
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo("0".repeat(32));
        }
        assertThat(said.getAll()).doesNotContain("<script>");
    }
}
