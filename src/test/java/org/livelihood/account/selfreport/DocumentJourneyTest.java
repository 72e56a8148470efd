package org.livelihood.account.selfreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The document that a self-report names: sent once, kept sealed, given to those who may see the report. */
@JourneyTest
class DocumentJourneyTest {

    private static final byte[] PDF = "%PDF-1.4 invoice of 张三, 300 yuan".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private Village village;
    private String report;

    @BeforeEach
    void report() {
        village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        report = entered(PDF);
    }

    private String entered(byte[] document) {
        Map<String, Object> body = new HashMap<>(
                Map.of("part", "WAGE", "on", "2020-03-02", "amountFen", 30_000, "documentKind", "INVOICE"));
        body.put("documentName", "invoice 7");
        body.put("documentHash", Sha256.hex(document));
        String household = "/api/v1/households/" + village.households.get("a");
        return "/api/v1/income-reports/"
                + village.officer
                        .post(household + "/income-reports", body)
                        .expect(201)
                        .text("/id");
    }

    private static Api.Answer send(Api api, String report, byte[] bytes) {
        return api.send(
                HttpMethod.POST,
                report + "/document",
                bytes,
                Map.of(HttpHeaders.CONTENT_TYPE, "application/octet-stream"));
    }

    private EntityExchangeResult<byte[]> fetched(Caller caller, String report) {
        return web.post()
                .uri(report + "/document/unmasking")
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(caller))
                .bodyValue(Map.of("reason", "yearly audit"))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
    }

    @Test
    void whatWasSentComesBackAndLiesSealed() {
        Caller auditor = Tokens.of(Role.AUDITOR);
        assertThat(fetched(auditor, report).getStatus().value()).isEqualTo(404);
        send(village.officer, report, PDF).expect(204);
        send(village.officer, report, PDF).expect(204);
        EntityExchangeResult<byte[]> answer = fetched(auditor, report);
        assertThat(answer.getResponseBody()).isEqualTo(PDF);
        HttpHeaders headers = answer.getResponseHeaders();
        assertThat(String.valueOf(headers.getContentType())).isEqualTo("application/pdf");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getCacheControl()).contains("no-store");
        assertThat(headers.getContentDisposition().isAttachment()).isTrue();
        assertThat(headers.getContentDisposition().getFilename())
                .endsWith(".pdf")
                .doesNotContain("invoice");
        byte[] sealed = Objects.requireNonNull(database.sql(
                        "SELECT sealed FROM statement_document WHERE household_id = CAST(:id AS uuid)")
                .bind("id", village.households.get("a"))
                .map(row -> Objects.requireNonNull(row.get(0, byte[].class)))
                .one()
                .block());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("PDF", "yuan");
        assertThat(database.sql("SELECT reason FROM statement_document_unmasking WHERE report_id = CAST(:id AS uuid)")
                        .bind("id", report.substring(report.lastIndexOf('/') + 1))
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block())
                .containsExactly("yearly audit");
    }

    @Test
    void aReversalRestsOnTheSameDocument() {
        send(village.officer, report, PDF).expect(204);
        village.admin.post(report + "/confirmation", Map.of()).expect(200);
        String reversal = "/api/v1/income-reports/"
                + village.officer
                        .post(report + "/reversal", Map.of("note", "a wrong month"))
                        .expect(201)
                        .text("/id");
        assertThat(fetched(Tokens.of(Role.AUDITOR), reversal).getResponseBody()).isEqualTo(PDF);
    }

    @Test
    void anotherFileIsRefused() {
        byte[] other = "%PDF-1.4 another".getBytes(StandardCharsets.US_ASCII);
        assertThat(send(village.officer, report, other).expect(422).text("/code"))
                .isEqualTo("statement.other-document");
        byte[] script = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        assertThat(send(village.officer, entered(script), script).expect(415).text("/code"))
                .isEqualTo("statement.document-unfit");
        assertThat(send(village.officer, report, new byte[0]).status()).isIn(400, 415);
        byte[] large = Arrays.copyOf(PDF, Documents.MOST_BYTES + 1);
        send(village.officer, report, large).expect(413);
        byte[] most = Arrays.copyOf(PDF, Documents.MOST_BYTES);
        send(village.officer, entered(most), most).expect(204);
    }

    @Test
    void strangersNeitherSendNorSee() {
        Api stranger = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        assertThat(send(stranger, report, PDF).expect(404).text("/code")).isEqualTo("statement.report-not-found");
        send(village.officer, report, PDF).expect(204);
        assertThat(fetched(Tokens.officerOf("530000000000"), report).getStatus().value())
                .isEqualTo(404);
        for (Role role : new Role[] {Role.SHOPPER, Role.HOST, Role.PRODUCER}) {
            assertThat(fetched(Tokens.of(role), report).getStatus().value()).isEqualTo(403);
        }
        send(village.auditor, report, PDF).expect(403);
        String unmasking = report + "/document/unmasking";
        Api.guest(web).post(unmasking, Map.of("reason", "curious")).expect(401);
        assertThat(village.auditor
                        .post(unmasking, Map.of("reason", "why"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("reason");
    }
}
