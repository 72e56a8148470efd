package org.livelihood.sale.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A buyer's book of addresses, over HTTP. */
@JourneyTest
class AddressJourneyTest {

    private static final String BOOK = "/api/v1/addresses";
    private static final String VILLAGE = "810121101201";
    private static final String TOWNSHIP = "810121101000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api buyer;

    @BeforeEach
    void someone() {
        buyer = Api.of(web, tokens, Tokens.shopper());
        Api admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        List.of(
                        List.of("810000000000", "云岭省"),
                        List.of("810100000000", "溪山市"),
                        List.of("810121000000", "梨花县"),
                        List.of(TOWNSHIP, "大梨镇"),
                        List.of(VILLAGE, "梨树村村民委员会"))
                .forEach(region -> admin.post(
                                "/api/v1/regions",
                                Map.of(
                                        "code",
                                        region.get(0),
                                        "name",
                                        region.get(1),
                                        "oneOf832",
                                        false,
                                        "threeRegions",
                                        false))
                        .expect(201));
    }

    private static Map<String, Object> home() {
        return home("13800138000");
    }

    private static Map<String, Object> home(String phone) {
        return new HashMap<>(Map.of("recipient", "王小明", "phone", phone, "regionCode", VILLAGE, "detail", "12号"));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        body.put(field, value);
        return body;
    }

    private String added() {
        return buyer.post(BOOK, home()).expect(201).text("/id");
    }

    private Api.Answer send(HttpMethod method, String path, Object body, String tag) {
        return buyer.send(method, path, body, Map.of("If-Match", tag));
    }

    /** Ids of the book, the default first. */
    private List<String> book() {
        return buyer.get(BOOK).expect(200).body().at("/items").values().stream()
                .map(item -> item.at("/id").asString())
                .toList();
    }

    private long defaults() {
        return buyer.get(BOOK).expect(200).body().at("/items").values().stream()
                .filter(item -> item.at("/byDefault").asBoolean())
                .count();
    }

    @Test
    void isWrittenAndRead() {
        Api.Answer added = buyer.post(BOOK, home("+86 138 0013 8000")).expect(201);
        assertThat(added.text("/recipient")).isEqualTo("王*");
        assertThat(added.text("/phone")).isEqualTo("138****8000");
        assertThat(added.body().toString()).doesNotContain("小明", "12号");
        Api.Answer read = buyer.get(BOOK + "/" + added.text("/id")).expect(200);
        assertThat(read.text("/recipient")).isEqualTo("王小明");
        assertThat(read.text("/phone")).isEqualTo("13800138000");
        assertThat(read.text("/detail")).isEqualTo("12号");
        assertThat(read.body().at("/region").toString()).isEqualTo("[\"云岭省\",\"溪山市\",\"梨花县\",\"大梨镇\",\"梨树村村民委员会\"]");
        assertThat(read.headers().getETag()).isEqualTo("\"" + read.number("/version") + "\"");
        assertThat(read.headers().getCacheControl()).contains("no-store");
    }

    @Test
    @DisplayName("The first becomes the default, another can be made it, and when it goes the newest is")
    void oneIsTheDefault() {
        String first = added();
        String second = added();
        assertThat(book()).containsExactly(first, second);
        buyer.put(BOOK + "/" + second + "/default", Map.of()).expect(200);
        assertThat(book()).containsExactly(second, first);
        String third =
                buyer.post(BOOK, with(home(), "byDefault", true)).expect(201).text("/id");
        String fourth = added();
        assertThat(book()).containsExactly(third, fourth, second, first);
        assertThat(defaults()).isOne();
        buyer.send(HttpMethod.DELETE, BOOK + "/" + third, null, Map.of()).expect(204);
        assertThat(book()).containsExactly(fourth, second, first);
        assertThat(defaults()).isOne();
        buyer.send(HttpMethod.DELETE, BOOK + "/" + first, null, Map.of()).expect(204);
        assertThat(book()).containsExactly(fourth, second);
    }

    @Test
    void changesAskWhatWasRead() {
        String path = BOOK + "/" + added();
        String tag = buyer.get(path).expect(200).headers().getETag();
        Api.Answer changed = send(HttpMethod.PUT, path, with(home(), "detail", "13号"), "W/" + tag)
                .expect(200);
        assertThat(changed.text("/detail")).isEqualTo("13号");
        assertThat(changed.headers().getETag()).isNotEqualTo(tag);
        assertThat(send(HttpMethod.PUT, path, home(), tag).expect(412).text("/code"))
                .isEqualTo("address.stale");
        assertThat(send(HttpMethod.DELETE, path, null, tag).expect(412).text("/code"))
                .isEqualTo("address.stale");
        assertThat(send(HttpMethod.PUT, path + "/default", null, tag)
                        .expect(412)
                        .text("/code"))
                .isEqualTo("address.stale");
        send(HttpMethod.PUT, path, home(), "*").expect(200);
        buyer.put(path, home()).expect(400);
        send(HttpMethod.DELETE, path, null, "*").expect(204);
        buyer.get(path).expect(404);
    }

    @Test
    void isNobodyElses() {
        String path = BOOK + "/" + added();
        Api other = Api.of(web, tokens, Tokens.shopper());
        Map<String, String> any = Map.of("If-Match", "*");
        assertThat(other.get(path).expect(404).text("/detail"))
                .isEqualTo(other.get(BOOK + "/" + UUID.randomUUID()).expect(404).text("/detail"));
        other.send(HttpMethod.PUT, path, home(), any).expect(404);
        other.send(HttpMethod.DELETE, path, null, any).expect(404);
        other.put(path + "/default", Map.of()).expect(404);
        assertThat(other.get(BOOK).expect(200).body().at("/items").size()).isZero();
    }

    @Test
    void whatNoCarrierFindsIsRefused() {
        assertThat(buyer.post(BOOK, home("12800138000")).expect(422).text("/code"))
                .isEqualTo("address.phone-invalid");
        assertThat(buyer.post(BOOK, with(home(), "regionCode", "810121000000"))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("address.region-too-wide");
        assertThat(buyer.post(BOOK, with(home(), "regionCode", "810121101299"))
                        .expect(404)
                        .text("/code"))
                .isEqualTo("region.not-found");
        buyer.post(BOOK, with(home(), "regionCode", TOWNSHIP)).expect(201);
        buyer.post(BOOK, with(home(), "recipient", "=1+1")).expect(400);
        buyer.post(BOOK, with(home(), "detail", " ")).expect(400);
    }

    @Test
    void fiftyAreEnoughAlsoForTwoWhoAddAtOnce() {
        IntStream.range(0, Addresses.MOST - 1).forEach(i -> added());
        List<Integer> answers = atOnce(() -> buyer.post(BOOK, home()).status());
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 409)
                .hasSize(3);
        assertThat(book()).hasSize(Addresses.MOST);
    }

    @Test
    void theDefaultIsOneThoughTwoAreMadeItAtOnce() {
        String first = added();
        String second = added();
        List<Integer> answers = Flux.just(first, second, first, second)
                .flatMap(id -> Mono.fromCallable(() -> buyer.put(BOOK + "/" + id + "/default", Map.of())
                                .status())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(answers).containsOnly(200);
        assertThat(defaults()).isOne();
    }

    private static List<Integer> atOnce(java.util.concurrent.Callable<Integer> call) {
        return Flux.range(0, 4)
                .flatMap(i -> Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
    }

    @Test
    @DisplayName("A pasted address is told apart down to the village, and nothing of it is kept")
    void isPasted() {
        Api.Answer parts = parsed("收货人：张三\n电话：１３８００１３８０００\n溪山梨花县大梨镇梨树村12号").expect(200);
        assertThat(parts.text("/recipient")).isEqualTo("张三");
        assertThat(parts.text("/phone")).isEqualTo("13800138000");
        assertThat(parts.text("/regionCode")).isEqualTo(VILLAGE);
        assertThat(parts.body().at("/region").size()).isEqualTo(5);
        assertThat(parts.text("/detail")).isEqualTo("12号");
        assertThat(parts.body().at("/complete").asBoolean()).isTrue();
        assertThat(book()).isEmpty();
        Api.Answer wide = parsed("张三 13800138000 云岭省溪山市学府路1号").expect(200);
        assertThat(wide.text("/regionCode")).isEqualTo("810100000000");
        assertThat(wide.body().at("/complete").asBoolean()).isFalse();
        Api.Answer unknown = parsed("hello").expect(200);
        assertThat(unknown.body().at("/regionCode").isNull()).isTrue();
        parsed("x".repeat(501)).expect(400);
    }

    private Api.Answer parsed(String text) {
        return buyer.post(BOOK + "/parsing", Map.of("text", text));
    }
}
