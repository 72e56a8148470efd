package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Who asks for one new thing at once gets one thing, and every id that was told is of something that is there. */
@JourneyTest
class FindOrAddJourneyTest {

    private static final int AT_ONCE = 8;
    private static final int BUSY = 503;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private Village village;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
    }

    /** What eight are answered who ask at once; who is told that too many ask, asks again. */
    private static List<Api.Answer> together(Supplier<Api.Answer> request) {
        Supplier<Api.Answer> patient = () -> {
            Api.Answer answer = request.get();
            while (answer.status() == BUSY) {
                answer = request.get();
            }
            return answer;
        };
        return Stream.generate(() -> CompletableFuture.supplyAsync(patient)).limit(AT_ONCE).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private long count(String sql, Object value) {
        Long found = database.sql(sql)
                .bind("value", value)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
        return found == null ? 0 : found;
    }

    @Test
    @DisplayName("F6: eight who enter one new manager at once are told one and the same, who is in the vault")
    void oneManager() {
        String path = "/api/v1/producers/" + village.producerId + "/managers";
        Map<String, Object> manager = Map.of("name", "王五", "idNumber", Village.idNumber());
        Set<String> ids = new HashSet<>();
        together(() -> village.admin.post(path, manager))
                .forEach(answer -> ids.add(answer.expect(201).text("/id")));
        assertThat(ids).hasSize(1);
        JsonNode listed = village.admin.get(path).expect(200).body().at("/items");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(ids).containsExactly(listed.at("/0/id").asString());
        UUID person = UUID.fromString(listed.at("/0/person").asString());
        assertThat(count("SELECT count(*) FROM household_vault WHERE person_id = :value", person))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("F6: one picture that eight upload at once is kept once, and each id shows it")
    void onePicture() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, ThreadLocalRandom.current().nextInt(1 << 24));
        image.setRGB(2, 2, ThreadLocalRandom.current().nextInt(1 << 24));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        String path = "/api/v1/producers/" + village.producerId + "/images";
        Set<String> ids = new HashSet<>();
        together(() -> village.producer.send(
                        HttpMethod.POST, path, png.toByteArray(), Map.of("Content-Type", "image/png")))
                .forEach(answer -> ids.add(answer.expect(201).text("/id")));
        Set<String> tags = new HashSet<>();
        for (String id : ids) {
            tags.add(web.get()
                    .uri("/api/v1/images/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseHeaders()
                    .getETag());
        }
        assertThat(ids).hasSize(AT_ONCE);
        assertThat(tags).hasSize(1);
        UUID one = UUID.fromString(ids.iterator().next());
        assertThat(count("""
                SELECT count(*) FROM catalog_image_content
                 WHERE hash = (SELECT hash FROM catalog_image WHERE id = :value)""", one)).isEqualTo(1);
    }

    @Test
    @DisplayName("F6: of one file of households that eight bring at once each household and each person is there once")
    void oneHousehold() {
        String registryNo = "F6-" + UUID.randomUUID();
        String number = Village.idNumber();
        byte[] file = ("registry_no,village,attribute,cause,status,status_from,name,id_number,labour,health\n"
                        + registryNo + "," + Village.CODE + ",GENERAL,NO_FUNDS,REGISTERED_POOR,2016-01-01,王五," + number
                        + ",ORDINARY,HEALTHY\n")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        List<String> results =
                together(() -> village.officer.send(HttpMethod.POST, "/api/v1/households/import", file, csv)).stream()
                        .map(answer -> answer.expect(200).text("/rows/0/result"))
                        .toList();
        assertThat(results).filteredOn("NEW"::equals).hasSize(1);
        assertThat(results).filteredOn("SAME"::equals).hasSize(AT_ONCE - 1);
        String list = "/api/v1/households?region=" + Village.CODE + "&registryNo=" + registryNo;
        JsonNode items = village.officer.get(list).expect(200).body().at("/items");
        assertThat(items.size()).isEqualTo(1);
        JsonNode members = village.officer
                .get("/api/v1/households/" + items.at("/0/id").asString())
                .expect(200)
                .body()
                .at("/members");
        assertThat(members.size()).isEqualTo(1);
        UUID person = UUID.fromString(members.at("/0/id").asString());
        assertThat(count("SELECT count(*) FROM household_vault WHERE person_id = :value", person))
                .isEqualTo(1);
    }
}
