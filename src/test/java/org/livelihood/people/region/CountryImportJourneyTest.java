package org.livelihood.people.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of regions in the shape of the country's: 31 provinces, 11 cities each, 9 counties a city, 14 towns a county,
 * 15 villages a town. The suite takes one province; {@code -Dcountry=31} all 690,000.
 */
@JourneyTest
class CountryImportJourneyTest {

    private static final int PROVINCES = Integer.getInteger("country", 1);

    /** For the whole country, on two cores. */
    private static final Duration MOST = Duration.ofMinutes(2);

    /** Of 5,000 rows. */
    private static final int LARGEST_ANSWER = 4 << 20;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    /** Lists are in the order of codes; shorter ones leave out the zeros. */
    private interface Taker {
        void take(String code, String name);
    }

    private static int list(int provinces, Taker taker) {
        int count = 0;
        for (int p = 0; p < provinces; p++) {
            String province = String.valueOf(60 + p);
            taker.take(province, "第" + p + "省");
            for (int c = 1; c <= 11; c++) {
                String city = province + two(c);
                taker.take(city, "第" + c + "市");
                for (int k = 1; k <= 9; k++) {
                    String county = city + two(k);
                    taker.take(county, "第" + k + "县");
                    for (int t = 1; t <= 14; t++) {
                        String town = county + "1" + two(t);
                        taker.take(town, "第" + t + "镇");
                        for (int v = 1; v <= 15; v++) {
                            taker.take(town + "2" + two(v), "第" + v + "村民委员会");
                        }
                        count += 16;
                    }
                    count++;
                }
                count++;
            }
            count++;
        }
        return count;
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private JsonNode send(byte[] file) {
        byte[] answer = web.mutate()
                .responseTimeout(MOST.multipliedBy(2))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build()
                .post()
                .uri("/api/v1/regions/import")
                .header("Authorization", tokens.bearer(Tokens.of(Role.ADMIN)))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.builder().build().readTree(answer);
    }

    @Test
    @DisplayName("B9: a whole country in two minutes, as CSV and as a spreadsheet")
    void wholeCountry() throws IOException {
        StringBuilder csv = new StringBuilder("code,name\n");
        int count = list(
                PROVINCES,
                (code, name) -> csv.append(code).append(',').append(name).append('\n'));
        long began = System.nanoTime();
        JsonNode first = send(csv.toString().getBytes(StandardCharsets.UTF_8));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(count + " regions as CSV in " + took);
        assertThat(first.at("/added").asInt() + first.at("/same").asInt()).isEqualTo(count);
        assertThat(first.at("/rows").size()).isLessThanOrEqualTo(5_000);
        assertThat(first.at("/rowsLeftOut").asInt())
                .isEqualTo(count - first.at("/rows").size());
        if (PROVINCES == 31) {
            assertThat(took).isLessThan(MOST);
        }
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(xlsx, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("regions");
            sheet.value(0, 0, "区划代码");
            sheet.value(0, 1, "名称");
            int[] row = {0};
            list(PROVINCES, (code, name) -> {
                row[0]++;
                sheet.value(row[0], 0, code);
                sheet.value(row[0], 1, name);
            });
        }
        began = System.nanoTime();
        JsonNode again = send(xlsx.toByteArray());
        took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(count + " regions as XLSX, the same again, in " + took);
        assertThat(again.at("/same").asInt()).isEqualTo(count);
        assertThat(again.at("/encoding").asString()).isEqualTo("XLSX");
        Api admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        began = System.nanoTime();
        assertThat(admin.get("/api/v1/regions/search?name=第7村民&within=600101000000")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(14);
        System.out.println("search within a county in " + Duration.ofNanos(System.nanoTime() - began));
        began = System.nanoTime();
        admin.get("/api/v1/regions/search?name=没有这个").expect(200);
        System.out.println("search of the country in " + Duration.ofNanos(System.nanoTime() - began));
    }
}
