package org.livelihood.account.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.livelihood.account.check.AuditedVillage;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A run in the background: started, watched, kept, one at a time. */
@JourneyTest
class RunJourneyTest {

    private static final String RUNS = "/api/v1/audit/runs";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private static Map<String, Object> of(AuditedVillage sound) {
        return new HashMap<>(Map.of("producer", sound.producer.toString(), "limit", 5));
    }

    @Test
    void aRunGoesThroughAllChecksAndItsResultsStay() {
        AuditedVillage sound = new AuditedVillage(web, tokens, shelf);
        Api auditor = sound.village.auditor;
        Api.Answer started = auditor.post(RUNS, of(sound)).expect(202);
        int checks = (int) started.number("/checks");
        assertThat(checks)
                .isEqualTo(
                        auditor.get("/api/v1/audit/checks").body().at("/items").size());
        String run = RUNS + "/" + started.text("/run/id");
        await().atMost(PATIENCE)
                .until(() ->
                        !auditor.get(run).expect(200).body().at("/run/endedAt").isNull());
        Api.Answer ended = auditor.get(run).expect(200);
        assertThat(ended.number("/done")).isEqualTo(checks);
        assertThat(ended.text("/verdict")).as("%s", ended.body()).isEqualTo("PASS");
        List<String> codes = StreamSupport.stream(ended.body().at("/results").spliterator(), false)
                .map(result -> result.at("/code").asString())
                .toList();
        assertThat(codes).hasSize(checks).startsWith("I1", "I2").doesNotHaveDuplicates();
        assertThat(auditor.get(RUNS).expect(200).body().toString()).contains(started.text("/run/id"));
        sound.village.shopper().get(run).expect(403);
        Api officer = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        officer.get(run).expect(404);
        officer.post(RUNS, Map.of()).expect(403);
    }

    @Test
    void oneRunIsOpenAtATimeAndGoesOnWhereItWasLeft() {
        AuditedVillage sound = new AuditedVillage(web, tokens, shelf);
        Api auditor = sound.village.auditor;
        shelf.run("""
                INSERT INTO audit_run (id, from_day, to_day, producers, most, started_by)
                VALUES ('00000000-0000-7000-8000-000000000001', '2020-01-01', '2020-12-31', ARRAY[]::uuid[], 5,
                        gen_random_uuid())""");
        shelf.run("""
                INSERT INTO audit_run_result (run_id, code, verdict, result)
                SELECT '00000000-0000-7000-8000-000000000001', code, 'PASS',
                       replace('{"code":"@","verdict":"PASS","description":{"en":"","zh":""},"from":"2020-01-01","to":"2020-12-31","checkedAt":"2020-01-01T00:00:00Z","millis":1,"examined":1,"found":0,"rules":[]}',
                               '@', code)
                  FROM unnest(ARRAY['I1', 'I2', 'I3']) code""");
        assertThat(auditor.post(RUNS, of(sound)).status()).isIn(409, 202);
        String left = RUNS + "/00000000-0000-7000-8000-000000000001";
        await().atMost(PATIENCE)
                .until(() ->
                        !auditor.get(left).expect(200).body().at("/run/endedAt").isNull());
        Api.Answer ended = auditor.get(left).expect(200);
        assertThat(ended.number("/done")).isEqualTo(ended.number("/checks"));
        assertThat(ended.text("/results/0/checkedAt")).as("what stood was kept").startsWith("2020-01-01");
        assertThat(ended.text("/results/3/checkedAt")).doesNotStartWith("2020-01-01");
    }
}
