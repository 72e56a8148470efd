package org.livelihood.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Files that clerks bring, sent as they save them. */
@JourneyTest
class ImportJourneyTest {

    private static final String REGIONS = "/api/v1/regions/import";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api admin() {
        return Api.of(web, tokens, Tokens.of(Role.ADMIN));
    }

    private static Api.Answer send(Api api, String path, byte[] file, String type) {
        return api.send(HttpMethod.POST, path, file, Map.of("Content-Type", type, "Accept-Language", "zh-CN"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("B9: a municipality's list without the line that only groups; codes of 2, 4, 6 and 9 digits")
    void municipality() {
        String file = "code,name\r\n110000000000,北京市\r\n110101000000,东城区\r\n110101001,东华门街道\r\n";
        Api.Answer first = send(admin(), REGIONS, utf8(file), "text/csv").expect(200);
        assertThat(first.number("/added") + first.number("/same")).isEqualTo(3);
        assertThat(first.text("/encoding")).isEqualTo("UTF-8");
        assertThat(admin().get("/api/v1/regions/110101000000").expect(200).text("/parentCode"))
                .isEqualTo("110000000000");
        Api.Answer again = send(admin(), REGIONS, utf8("code,name\n1101,市辖区\n110101,东城区\n"), "text/csv");
        assertThat(again.expect(200).text("/rows/1/result")).isEqualTo("SAME");
        assertThat(admin().get("/api/v1/regions/110101000000").expect(200).text("/parentCode"))
                .isEqualTo("110100000000");
        Api.Answer lost = send(admin(), REGIONS, utf8("code,name\n119901001,某街道\n"), "text/csv");
        assertThat(lost.expect(200).text("/rows/0/code")).isEqualTo("region.no-parent");
    }

    @Test
    @DisplayName("B4: columns that are not in the file are left alone")
    void columnsThatAreNotThere() {
        String county = "131226000000";
        send(admin(), REGIONS, utf8("code,name\n13,河北省\n1312,某市\n"), "text/csv").expect(200);
        Map<String, Object> flags = Map.of(
                "code", county, "name", "某县", "oneOf832", true, "threeRegions", true, "delistedOn", "2019-04-29");
        admin().post("/api/v1/regions", flags).expect(201);
        Api.Answer changed = send(admin(), REGIONS, utf8("code,name\r\n131226,某县一\r\n"), "text/csv");
        assertThat(changed.expect(200).text("/rows/0/result")).isEqualTo("CHANGED");
        assertThat(changed.text("/rows/0/changed/0")).isEqualTo("name");
        JsonNode region = admin().get("/api/v1/regions/" + county).expect(200).body();
        assertThat(region.at("/name").asString()).isEqualTo("某县一");
        assertThat(region.at("/oneOf832").asBoolean()).isTrue();
        assertThat(region.at("/threeRegions").asBoolean()).isTrue();
        assertThat(region.at("/delistedOn").asString()).isEqualTo("2019-04-29");
        String other = "code,name,是否832个贫困县,摘帽日期\n131226,某县一,否,\n";
        assertThat(send(admin(), REGIONS, utf8(other), "text/csv").text("/rows/0/changed/0"))
                .isEqualTo("one_of_832");
        assertThat(admin().get("/api/v1/regions/" + county).text("/delistedOn")).isEqualTo("2019-04-29");
        send(admin(), REGIONS, utf8("code,name,delisted_on\n131226,某县一,2020年2月29日\n"), "text/csv")
                .expect(200);
        assertThat(admin().get("/api/v1/regions/" + county).text("/delistedOn")).isEqualTo("2020-02-29");
    }

    @Test
    @DisplayName("B2: a dry run tells what would become of each row, and keeps nothing; a contradiction is refused")
    void dryRun() {
        String file = "code,name\n14,山西省\n1401,太原市\n1401,别名\n1499,某市\n140105,小店区\n";
        Api.Answer dry = send(admin(), REGIONS + "?dryRun=true", utf8(file), "text/csv");
        assertThat(dry.expect(200).body().at("/dryRun").asBoolean()).isTrue();
        assertThat(dry.number("/added")).isEqualTo(4);
        assertThat(dry.text("/rows/2/code")).isEqualTo("region.contradicted");
        admin().get("/api/v1/regions/140000000000").expect(404);
        assertThat(send(admin(), REGIONS, utf8(file), "text/csv").number("/added"))
                .isEqualTo(4);
        assertThat(send(admin(), REGIONS, utf8(file), "text/csv").number("/same"))
                .isEqualTo(4);
    }

    @Test
    @DisplayName("B3: a row that is refused says its column; the others are taken, within the limits of JSON")
    void rosterRows() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String path = "/api/v1/producers/" + village.producerId + "/roster/import";
        String[] numbers = {Village.idNumber(), Village.idNumber(), Village.idNumber(), Village.idNumber()};
        String file = "name,id_number,kind,from,contract_months\n"
                + "甲甲," + numbers[0] + ",WORKER,2020-04-10,12\n"
                + "乙乙," + numbers[1] + ",WORKER,2020-04-10,601\n"
                + "丙丙," + numbers[2] + ",WORKER,2020-04-10,-1\n"
                + "丁丁," + numbers[3] + ",WORKER,2020-04-10,12\n";
        Api.Answer dry = send(village.producer, path + "?dryRun=true", utf8(file), "text/csv");
        assertThat(dry.expect(200).number("/added")).isEqualTo(2);
        Api.Answer report = send(village.producer, path, utf8(file), "text/csv").expect(200);
        assertThat(report.number("/added")).isEqualTo(2);
        assertThat(report.number("/refused")).isEqualTo(2);
        for (int row : new int[] {1, 2}) {
            assertThat(report.text("/rows/" + row + "/column")).isEqualTo("contract_months");
            assertThat(report.number("/rows/" + row + "/line")).isEqualTo(row + 2);
        }
        assertThat(report.text("/rows/1/code")).isEqualTo("Max");
        assertThat(report.text("/rows/1/detail")).isEqualTo("不得大于 600");
        assertThat(report.body().toString()).doesNotContain(numbers).doesNotContain("甲甲");
        Map<String, Object> json = Map.of(
                "name", "乙乙", "idNumber", numbers[1], "kind", "WORKER", "from", "2020-04-10", "contractMonths", 601);
        assertThat(village.producer
                        .post("/api/v1/producers/" + village.producerId + "/memberships", json)
                        .expect(400)
                        .text("/errors/0/code"))
                .isEqualTo("Max");
        assertThat(send(village.producer, path, utf8(file), "text/csv").number("/same"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("B6, B7, B10: full-width digits, apostrophes, Chinese headings and words; no cell is told back")
    void asPeopleWrite() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String path = "/api/v1/producers/" + village.producerId + "/roster/import";
        StringBuilder wide = new StringBuilder();
        Village.idNumber().chars().forEach(c -> wide.appendCodePoint(c < 'A' ? c - '0' + '０' : 'ｘ'));
        String file = "某车间花名册,,,,\n姓名,公民身份号码,参与方式,开始日期,合同月数\n"
                + "王一," + wide + ",务工,2020年4月10日,１２\n"
                + "王二,'" + Village.idNumber() + ",员工,20200410,12.0\n"
                + "=1+1," + Village.idNumber() + ",务工,2020/4/10,12\n"
                + "王四," + Village.idNumber() + ",务工,4/10/2020,12\n"
                + "王五,王五的号码,务工,2020.4.10,12\n"
                + "王六," + Village.idNumber() + ",务工,2020.4.10,12,王六的备注\n"
                + "王" + "六".repeat(60) + "," + Village.idNumber() + ",务工,2020.4.10,12\n"
                + "王\u200B七\uFFFE," + Village.idNumber() + ",务工,2020.4.10,12\n"
                + "王\uFFFD," + Village.idNumber() + ",务工,2020.4.10,12\n";
        Api.Answer report = send(village.producer, path, utf8(file), "text/csv").expect(200);
        assertThat(report.number("/added")).isEqualTo(2);
        assertThat(report.text("/rows/2/column")).isEqualTo("name");
        assertThat(report.text("/rows/3/code")).isEqualTo("sheet.cell-day-in-doubt");
        assertThat(report.text("/rows/3/detail")).contains("2020-04-10");
        assertThat(report.text("/rows/4/column")).isEqualTo("id_number");
        assertThat(report.text("/rows/5/code")).isEqualTo("sheet.more-cells");
        for (int row = 6; row < 9; row++) {
            assertThat(report.text("/rows/" + row + "/column")).isEqualTo("name");
        }
        assertThat(report.body().toString()).doesNotContain("王").doesNotContain("=1+1");
    }

    @Test
    @DisplayName("B1, B8: GB18030 and spreadsheets for every import; the answer says what was read and the limits")
    void everyImportTakesBoth() {
        JsonNode forms = admin().get("/api/v1/imports").expect(200).body().at("/items");
        assertThat(forms.size()).isGreaterThanOrEqualTo(3);
        Village village = new Village(web, tokens, "WORKSHOP");
        for (JsonNode form : forms) {
            String name = form.at("/name").asString();
            String path = form.at("/path")
                    .asString()
                    .replaceFirst("\\{(id|producer)}", village.producerId)
                    .replaceFirst("\\{id}", "00000000-0000-7000-8000-000000000000");
            for (String format : List.of("CSV", "XLSX")) {
                byte[] template = template(form.at("/template").asString(), format);
                Api.Answer taken = send(admin(), path, template, "application/octet-stream");
                readAsATable(name, taken);
                if (format.equals("CSV")) {
                    String text = new String(template, StandardCharsets.UTF_8).substring(1);
                    byte[] chinese = text.getBytes(Charset.forName("GB18030"));
                    readAsATable(name, send(admin(), path, chinese, "text/csv"));
                }
            }
            byte[] none = utf8("a,b\n1,2\n");
            assertThat(send(admin(), path, none, "text/csv").expect(400).text("/code"))
                    .isEqualTo("sheet.columns-missing");
            byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
            assertThat(send(admin(), path, old, "application/vnd.ms-excel")
                            .expect(415)
                            .text("/code"))
                    .isEqualTo("sheet.old-workbook");
        }
    }

    /** A file that is taken as a whole may be refused for what it says, never for how it is written. */
    private static void readAsATable(String form, Api.Answer answer) {
        if (form.equals("bank-results")) {
            assertThat(answer.text("/code")).isEqualTo("payout.batch-not-found");
        } else {
            assertThat(answer.expect(200).number("/mostRows")).isPositive();
            assertThat(answer.text("/encoding")).isIn("UTF-8", "GB18030", "XLSX");
            assertThat(answer.body().at("/rows/0/problems").toString()).doesNotContain("sheet.");
        }
    }

    private byte[] template(String path, String format) {
        return Objects.requireNonNull(web.get()
                .uri(path + "?format=" + format)
                .header("Accept-Language", "zh-CN")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    @DisplayName("B8: a template says in the reader's language what may stand in it")
    void templates() throws Exception {
        try (XSSFWorkbook book =
                new XSSFWorkbook(new ByteArrayInputStream(template("/api/v1/imports/roster/template", "XLSX")))) {
            XSSFRow head = book.getSheetAt(0).getRow(0);
            assertThat(head.getCell(0).getStringCellValue()).isEqualTo("姓名");
            assertThat(head.getCell(1).getStringCellValue()).isEqualTo("公民身份号码");
            assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue())
                    .contains("5,000");
            assertThat(book.getSheetAt(1).getRow(5).getCell(4).getStringCellValue())
                    .contains("务工", "土地流转");
        }
        admin().get("/api/v1/imports/nothing/template").expect(404);
    }

    @ParameterizedTest
    @DisplayName("B5: what is no table is refused whole, and nothing of it is taken")
    @ValueSource(strings = {"code,name\n15,内蒙古自治区\n1501,\"呼和浩特市\n", "code,name\n", "code,name,name\n15,a,b\n"})
    void refusedWhole(String file) {
        Api.Answer answer = send(admin(), REGIONS, utf8(file), "text/csv").expect(400);
        assertThat(answer.text("/code")).startsWith("sheet.");
        admin().get("/api/v1/regions/150000000000").expect(404);
    }

    @Test
    @DisplayName("B9: regions are found by name, with those above them")
    void search() {
        send(admin(), REGIONS, utf8("code,name\n16,甲省\n1601,乙市\n160101,丙丁县\n1602,丙丁\n"), "text/csv")
                .expect(200);
        JsonNode found = admin().get("/api/v1/regions/search?name=丙丁&within=160000000000")
                .expect(200)
                .body()
                .at("/items");
        assertThat(found.size()).isEqualTo(2);
        assertThat(found.at("/0/region/code").asString()).isEqualTo("160200000000");
        assertThat(found.at("/1/path").toString()).isEqualTo("[\"甲省\",\"乙市\",\"丙丁县\"]");
        assertThat(admin().get("/api/v1/regions/search?name=丙丁&within=110000000000")
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }
}
