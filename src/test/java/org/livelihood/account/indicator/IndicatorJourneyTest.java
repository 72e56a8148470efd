package org.livelihood.account.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may read which indicator, in which form, and what stands around a figure. */
@JourneyTest
class IndicatorJourneyTest {

    private static final String BASE = "/api/v1/indicators/";
    private static final String YEAR = "from=2020-01-01&to=2020-12-31";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api as(Caller caller) {
        return Api.of(web, tokens, caller);
    }

    private EntityExchangeResult<byte[]> file(String path) {
        return web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.AUDITOR)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
    }

    @ParameterizedTest
    @EnumSource(Indicator.class)
    void everyIndicatorAnswersWithItsDefinition(Indicator indicator) {
        Api.Answer answer = as(Tokens.of(Role.AUDITOR)).get(BASE + indicator + "?" + YEAR);
        answer.expect(200);
        assertThat(answer.text("/indicator")).isEqualTo(indicator.name());
        assertThat(answer.number("/version")).isPositive();
        assertThat(answer.text("/formula")).isNotEmpty();
        assertThat(answer.text("/from")).isEqualTo("2020-01-01");
        assertThat(answer.text("/region")).isEmpty();
        assertThat(Instant.parse(answer.text("/asOf"))).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void definitionsShowTheirQueries() {
        Api.Answer answer =
                as(Tokens.of(Role.AUDITOR)).get("/api/v1/indicators").expect(200);
        assertThat(answer.body().at("/items").size()).isEqualTo(Indicator.values().length);
        answer.body()
                .at("/items")
                .forEach(item -> assertThat(item.at("/sql").asString())
                        .contains("SELECT")
                        .contains("numerator"));
    }

    @Test
    void officersReadTheirOwnRegionsAndNobodyElseReads() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String path = BASE + "PARTICIPATION?" + YEAR;
        village.officer.get(path + "&region=" + Village.CODE).expect(200);
        Api.Answer other = as(Tokens.officerOf("530000000000")).get(path + "&region=" + Village.CODE);
        assertThat(other.expect(403).text("/code")).isEqualTo("indicator.other-region");
        village.officer.get(path).expect(403);
        as(Tokens.officerOf(Village.CODE)).get(path + "&region=341226000000").expect(403);
        for (Role role : new Role[] {Role.SHOPPER, Role.HOST, Role.PRODUCER}) {
            as(Tokens.of(role)).get(path + "&region=" + Village.CODE).expect(403);
        }
        Api.guest(web).get(path).expect(401);
    }

    @Test
    void refusalsSpeakBothLanguages() {
        Api auditor = as(Tokens.of(Role.AUDITOR));
        String path = BASE + "PARTICIPATION?from=2020-12-31&to=2020-01-01";
        Api.Answer english = auditor.get(path).expect(400);
        assertThat(english.text("/code")).isEqualTo("indicator.period-backwards");
        assertThat(english.text("/detail")).contains("before it begins");
        Api.Answer chinese = auditor.send(HttpMethod.GET, path, null, Map.of("Accept-Language", "zh-CN"));
        assertThat(chinese.expect(400).text("/detail")).contains("早于起始日");
        assertThat(auditor.get(BASE + "PARTICIPATION?from=1900-01-01&to=2020-01-01")
                        .expect(400)
                        .text("/code"))
                .isEqualTo("indicator.period-too-long");
        auditor.get(BASE + "PARTICIPATION?" + YEAR + "&region=999999999999").expect(404);
        auditor.get(BASE + "NONSENSE?" + YEAR).expect(400);
        auditor.get(BASE + "PARTICIPATION?from=2020-01-01").expect(400);
    }

    @Test
    void filesCarryTheSameFigures() {
        new Village(web, tokens, "WORKSHOP");
        String query = "?region=" + Village.CODE + "&" + YEAR;
        EntityExchangeResult<byte[]> csv = file(BASE + "PARTICIPATION/csv" + query);
        String text = new String(Objects.requireNonNull(csv.getResponseBody()), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\uFEFFIndicator,Version,Unit")
                .contains("Share of households that take part,2,%," + Village.CODE + ",2020-01-01,2020-12-31,");
        assertThat(csv.getResponseHeaders().getContentDisposition().getFilename())
                .isEqualTo("participation-" + Village.CODE + "-2020-12-31.csv");
        EntityExchangeResult<byte[]> xlsx = file(BASE + "PARTICIPATION/xlsx" + query);
        assertThat(String.valueOf(xlsx.getResponseHeaders().getContentType())).contains("spreadsheetml");
        assertThat(Objects.requireNonNull(xlsx.getResponseBody())).startsWith('P', 'K');
    }

    @ParameterizedTest
    @EnumSource(Indicator.class)
    @DisplayName(
            "C6: every indicator's sheets: headings in the reader's language, numbers as numbers, no ratio as text")
    void everySheetIsInTheReadersLanguage(Indicator indicator) throws IOException {
        String path = BASE + indicator;
        String query = "?" + YEAR;
        String csv = new String(chinese(path + "/csv" + query), StandardCharsets.UTF_8);
        assertThat(csv.lines().findFirst().orElseThrow()).doesNotContainPattern("[a-z]{2,}");
        assertThat(csv).doesNotContainPattern(",[0-9]+/[0-9]+,");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(chinese(path + "/xlsx" + query)))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo(indicator.definition().titleZh());
            int value = sheet.getRow(3).getLastCellNum() - 1;
            for (int row = 4; row <= sheet.getLastRowNum(); row++) {
                XSSFCell cell = sheet.getRow(row).getCell(value);
                assertThat(cell == null || cell.getCellType() == CellType.NUMERIC)
                        .isTrue();
            }
        }
    }

    private byte[] chinese(String path) {
        return Objects.requireNonNull(web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.AUDITOR)))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    @DisplayName("E14: a county's report is a workbook that one hands in: all indicators, titles, period, yuan")
    void report() throws IOException {
        new Village(web, tokens, "WORKSHOP");
        byte[] file = Objects.requireNonNull(web.get()
                .uri(BASE + "report/xlsx?region=341226000000&" + YEAR)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.officerOf("341226000000")))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet overview = book.getSheetAt(0);
            assertThat(overview.getSheetName()).isEqualTo("总览");
            assertThat(overview.getRow(0).getCell(0).getStringCellValue()).startsWith("产业帮扶与农户收入报告:");
            assertThat(overview.getRow(1).getCell(0).getStringCellValue()).isEqualTo("期间:2020-01-01 至 2020-12-31。");
            assertThat(overview.getRow(3).getCell(0).getStringCellValue()).isEqualTo("指标");
            assertThat(overview.getLastRowNum()).isEqualTo(3 + Indicator.values().length);
            assertThat(overview.getPaneInformation().isFreezePane()).isTrue();
            XSSFSheet shares = book.getSheet("参与产业农户占比");
            assertThat(shares.getRow(1).getCell(0).getStringCellValue()).contains("2020-12-31", "单位:%");
            assertThat(shares.getRow(3).getCell(4).getStringCellValue()).isEqualTo("数值 (%)");
            assertThat(shares.getRow(4).getCell(2).getNumericCellValue()).isNotNegative();
        }
    }

    @Test
    void aFigureIsKnownAsItWasRecorded() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String path = BASE + "INCIDENCE?region=" + Village.CODE + "&from=2017-01-01&to=2017-12-31";
        String before = Instant.now().toString();
        long poor = village.officer.get(path).expect(200).number("/rows/0/numerator");
        assertThat(poor).isPositive();
        village.officer
                .post(
                        "/api/v1/households/" + village.households.get("a") + "/statuses",
                        Map.of("status", "OUT_OF_POVERTY", "holdsFrom", "2016-12-31"))
                .expect(204);
        assertThat(village.officer.get(path).expect(200).number("/rows/0/numerator"))
                .isEqualTo(poor - 1);
        Api.Answer asItWas = village.officer.get(path + "&knownAt=" + before).expect(200);
        assertThat(asItWas.number("/rows/0/numerator")).isEqualTo(poor);
        assertThat(asItWas.text("/asOf")).isEqualTo(before);
        Api.Answer first = village.officer.get(path + "&knownAt=2000-01-01T00:00:00Z");
        assertThat(first.expect(200).number("/rows/0/numerator")).isZero();
        assertThat(first.body().at("/rows/0/denominator").isNull()).isTrue();
        assertThat(first.body().at("/rows/0/value").isNull()).isTrue();
    }

    @Test
    void householdsUnableToWorkAreCountedApart() {
        Village village = new Village(web, tokens, "COOPERATIVE");
        village.household("a", "SHAREHOLDER");
        String path = "?region=" + Village.CODE + "&" + YEAR;
        long able = village.officer.get(BASE + "PARTICIPATION_ABLE" + path).number("/rows/0/denominator");
        long unable = village.officer.get(BASE + "PARTICIPATION_UNABLE" + path).number("/rows/0/denominator");
        long all = village.officer.get(BASE + "PARTICIPATION" + path).number("/rows/0/denominator");
        assertThat(able + unable).isEqualTo(all);
        long linked = village.officer.get(BASE + "PARTICIPATION" + path).number("/rows/0/numerator");
        village.agreement(Village.eggTerms());
        assertThat(village.officer.get(BASE + "PARTICIPATION" + path).number("/rows/0/numerator"))
                .isEqualTo(linked + 1);
    }
}
