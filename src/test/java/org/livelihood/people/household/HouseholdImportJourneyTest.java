package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Household files as counties have them. */
@JourneyTest
class HouseholdImportJourneyTest {

    private static final String PATH = "/api/v1/households/import";
    private static final String HEAD =
            "registry_no,village,attribute,cause,status,status_from,name,id_number,labour,health\n";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api officer;

    @BeforeEach
    void regions() {
        officer = Api.of(web, tokens, Tokens.officerOf("511921000000"));
        String regions =
                "code,name\n51,四川省\n5119,巴中市\n511921,通江县\n511921101,某镇\n511921101201,某村\n" + "511921101202,另一村\n";
        Api.of(web, tokens, Tokens.of(Role.ADMIN))
                .csv("/api/v1/regions/import", regions)
                .expect(200);
    }

    private static byte[] file(String name) {
        try (InputStream in =
                Objects.requireNonNull(HouseholdImportJourneyTest.class.getResourceAsStream("/imports/" + name))) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Api.Answer send(byte[] file) {
        return officer.send(HttpMethod.POST, PATH, file, Map.of("Content-Type", "text/csv"));
    }

    private Api.Answer send(String rows) {
        return send((HEAD + rows).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode household(String registryNo) {
        String list = "/api/v1/households?region=511921101201&registryNo=" + registryNo;
        return officer.get("/api/v1/households/" + officer.get(list).expect(200).text("/items/0/id"))
                .expect(200)
                .body();
    }

    @Test
    @DisplayName("B1: GB18030 without a charset is read as such, and the name is stored whole")
    void gb18030() {
        Api.Answer report = send(file("gb18030.csv")).expect(200);
        assertThat(report.text("/encoding")).isEqualTo("GB18030");
        assertThat(report.number("/taken")).isEqualTo(1);
        String member = household("GB-1").at("/members/0/id").asString();
        assertThat(officer.post("/api/v1/members/" + member + "/unmasking", Map.of("reason", "is the name whole"))
                        .expect(200)
                        .text("/name"))
                .isEqualTo("张伟");
    }

    @Test
    @DisplayName("B2: a second file changes what it says otherwise, and tells which columns")
    void changed() {
        assertThat(send(file("changed-1.csv")).expect(200).text("/rows/0/result"))
                .isEqualTo("NEW");
        assertThat(send(file("changed-1.csv")).text("/rows/0/result")).isEqualTo("SAME");
        JsonNode row = send(file("changed-2.csv")).expect(200).body().at("/rows/0");
        assertThat(row.at("/result").asString()).isEqualTo("CHANGED");
        assertThat(row.at("/changed").toString()).isEqualTo("[\"status\",\"labour\"]");
        assertThat(household("CH-1").at("/members/0/labour").asString()).isEqualTo("SKILLED");
        assertThat(household("CH-1").at("/statuses").size()).isEqualTo(2);
        assertThat(send(file("changed-2.csv")).text("/rows/0/result")).isEqualTo("SAME");
        JsonNode card = send("CH-1,511921101201,LOW_INCOME,DISASTER,OUT_OF_POVERTY,2021-01-01,张伟,"
                        + "511921197001010029,SKILLED,CHRONIC\n")
                .body()
                .at("/rows/0");
        assertThat(card.at("/changed").toString()).isEqualTo("[\"attribute\",\"cause\",\"health\"]");
    }

    @Test
    @DisplayName("B2: what contradicts the register, or another row, is refused")
    void contradictions() {
        String no = "K-" + UUID.randomUUID();
        String one = Village.idNumber();
        String two = Village.idNumber();
        String rest = ",ORDINARY,HEALTHY\n";
        String card = no + ",511921101201,GENERAL,ILLNESS,REGISTERED_POOR,2020-04-10,";
        Api.Answer first = send(card + "张一," + one + rest
                + no + ",511921101201,LOW_INCOME,ILLNESS,REGISTERED_POOR,2020-04-10,张二," + two + rest
                + card + "李一," + one + rest);
        assertThat(first.number("/added")).isEqualTo(1);
        assertThat(first.text("/rows/1/code")).isEqualTo("sheet.contradicts-row");
        assertThat(first.text("/rows/1/column")).isEqualTo("attribute");
        assertThat(first.text("/rows/2/column")).isEqualTo("name");
        assertThat(send(no + ",511921101202,GENERAL,ILLNESS,REGISTERED_POOR,2020-04-10,张一," + one + rest)
                        .text("/rows/0/code"))
                .isEqualTo("household.village-differs");
        assertThat(send(no + ",511921101201,GENERAL,ILLNESS,MARGINAL,2020-04-10,张一," + one + rest)
                        .text("/rows/0/code"))
                .isEqualTo("household.status-differs");
        assertThat(send(card + "王五," + one + rest).text("/rows/0/column")).isEqualTo("name");
        String other = no + "X,511921101201,GENERAL,ILLNESS,REGISTERED_POOR,2020-04-10,张一," + one + rest;
        assertThat(send(other).text("/rows/0/code")).isEqualTo("household.person-elsewhere");
        String list = "/api/v1/households?region=511921101201&registryNo=" + no + "X";
        assertThat(officer.get(list).body().at("/items").size()).isZero();
    }

    @Test
    @DisplayName("B5: a title line over the heading, and an empty column")
    void titlesAndEmptyColumns() {
        assertThat(send(file("title-line.csv")).expect(200).text("/rows/0/result"))
                .isEqualTo("NEW");
        assertThat(send(file("empty-column.csv")).expect(200).text("/rows/0/result"))
                .isEqualTo("NEW");
    }

    @Test
    @DisplayName("B6: columns that are shifted: no cell stands in the answer")
    void shifted() {
        Api.Answer report = send(file("shifted.csv")).expect(200);
        assertThat(report.number("/refused")).isEqualTo(1);
        assertThat(report.text("/rows/0/column")).isEqualTo("village");
        assertThat(report.body().toString())
                .doesNotContain("511921197001010037")
                .doesNotContain("张");
    }

    @Test
    @DisplayName("B7: Chinese headings, words and dates, in GB18030 as a county saves them")
    void chinese() {
        String no = "Z-" + UUID.randomUUID();
        String text = "某县建档立卡户名册,,,,,,,,,,\n户编号,行政村代码,户属性,主要致贫原因,户状态,识别日期,姓名,公民身份号码,劳动能力,健康状况,备注\n"
                + no + ",511921101201,低保户,因病,建档立卡贫困户,2020年4月10日,欧阳𬭊," + Village.idNumber()
                + ",普通劳动力,长期慢性病,无\n";
        JsonNode report =
                send(text.getBytes(Charset.forName("GB18030"))).expect(200).body();
        assertThat(report.at("/added").asInt()).isEqualTo(1);
        assertThat(report.at("/ignoredColumns").toString()).isEqualTo("[11]");
        JsonNode household = household(no);
        assertThat(household.at("/household/attribute").asString()).isEqualTo("LOW_INCOME");
        assertThat(household.at("/members/0/health").asString()).isEqualTo("CHRONIC");
        assertThat(household.at("/statuses/0/holdsFrom").asString()).isEqualTo("2020-04-10");
    }

    @Test
    @DisplayName("B8: a spreadsheet with days as days and numbers as numbers; a number that lost its digits is refused")
    void spreadsheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            var day = book.createCellStyle();
            day.setDataFormat((short) 14);
            var sheet = book.createSheet("名册");
            String[] head = HEAD.strip().split(",");
            XSSFRow heading = sheet.createRow(0);
            for (int i = 0; i < head.length; i++) {
                heading.createCell(i).setCellValue(head[i]);
            }
            for (int r = 1; r <= 2; r++) {
                XSSFRow row = sheet.createRow(r);
                row.createCell(0).setCellValue(UUID.randomUUID().toString());
                row.createCell(1).setCellValue(511_921_101_201d);
                row.createCell(2).setCellValue("一般贫困户");
                row.createCell(3).setCellValue("因残");
                row.createCell(4).setCellValue("脱贫户");
                row.createCell(5).setCellValue(LocalDate.parse("2020-04-10"));
                row.getCell(5).setCellStyle(day);
                row.createCell(6).setCellValue("赵一");
                if (r == 1) {
                    row.createCell(7).setCellValue(Village.idNumber());
                } else {
                    row.createCell(7).setCellValue(511_921_197_001_010_029d);
                }
                row.createCell(8).setCellValue("NONE");
                row.createCell(9).setCellValue("HEALTHY");
            }
            book.write(out);
        }
        Api.Answer report = officer.send(
                HttpMethod.POST,
                PATH,
                out.toByteArray(),
                Map.of("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        assertThat(report.expect(200).text("/rows/0/result")).isEqualTo("NEW");
        assertThat(report.text("/encoding")).isEqualTo("XLSX");
        assertThat(report.text("/rows/1/code")).isEqualTo("sheet.cell-digits-lost");
        assertThat(report.text("/rows/1/column")).isEqualTo("id_number");
    }
}
