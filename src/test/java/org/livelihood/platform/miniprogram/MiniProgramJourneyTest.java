package org.livelihood.platform.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalProviders;
import org.livelihood.support.OwnerDatabase;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shoppers of the mini program, whose WeChat is the test's own. */
@JourneyTest
class MiniProgramJourneyTest {

    private static final String SIGN_IN = "/api/v1/auth/mini-program";
    private static final String PHONE = SIGN_IN + "/phone";
    private static final String PASSWORD = "three-socks-2020";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Environment environment;

    private final WeixinServer weixin = LocalProviders.weixin();

    private static String fresh(String what) {
        return what + "-" + UUID.randomUUID();
    }

    private static String freshPhone() {
        return "1" + ThreadLocalRandom.current().nextLong(3_000_000_000L, 9_999_999_999L);
    }

    private Api.Answer bringing(String code) {
        return Api.guest(web).impatient().post(SIGN_IN, Map.of("code", code));
    }

    private Api.Answer signedIn(String openid) {
        String code = fresh("login");
        weixin.opens(openid, code);
        return bringing(code).expect(200);
    }

    private Api as(Api.Answer tokens) {
        return Api.of(web, tokens.text("/accessToken"));
    }

    private String accountOf(Api.Answer tokens) {
        return as(tokens).get("/api/v1/auth/me").expect(200).text("/id");
    }

    /** Somebody who has a login and a password. */
    private Api.Answer withPassword() {
        Map<String, String> credentials = Map.of("login", fresh("w"), "password", PASSWORD);
        Api.guest(web).post("/api/v1/auth/sign-up", credentials).expect(201);
        return Api.guest(web).post("/api/v1/auth/login", credentials).expect(200);
    }

    private Api.Answer proving(Api.Answer tokens, String phone) {
        String code = fresh("tap");
        weixin.taps(null, code, phone);
        return as(tokens).impatient().post(PHONE, Map.of("code", code));
    }

    private void order(Api.Answer tokens) {
        SkuId sku = shelf.sku(ProducerId.next(), 700, 1);
        as(tokens)
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
    }

    private void choose(Api.Answer tokens) {
        SkuId sku = shelf.sku(ProducerId.next(), 700, 1);
        as(tokens)
                .post("/api/v1/cart/lines", Map.of("skuId", sku, "quantity", 1))
                .expect(201);
    }

    private static void isCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).text("/code")).isEqualTo(code);
    }

    private static List<Api.Answer> atOnce(int times, IntFunction<Api.Answer> asking) {
        return Flux.range(0, times)
                .flatMap(n -> Mono.fromCallable(() -> asking.apply(n)).subscribeOn(Schedulers.boundedElastic()), times)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    @Test
    @DisplayName("who comes again comes to the same account; a code works once; WeChat's session key goes nowhere")
    void signsIn() {
        String openid = fresh("o");
        String code = fresh("login");
        weixin.opens(openid, code);
        Api.Answer first = bringing(code).expect(200);
        assertThat(as(first).get("/api/v1/auth/me").expect(200).text("/roles/0"))
                .isEqualTo("SHOPPER");
        assertThat(first.body().toString()).doesNotContain(WeixinServer.SESSION_KEY, openid);
        assertThat(first.headers().getCacheControl()).contains("no-store");
        int asked = weixin.questions();
        isCode(bringing(code), 400, "miniprogram.code-used");
        assertThat(weixin.questions()).as("a used code is not asked about").isEqualTo(asked);
        assertThat(accountOf(signedIn(openid))).isEqualTo(accountOf(first));
        Api.guest(web)
                .post("/api/v1/auth/refresh", Map.of("refreshToken", first.text("/refreshToken")))
                .expect(200);
    }

    @Test
    @DisplayName("one code that comes five times at once signs in once")
    void oneCodeAtOnce() {
        String code = fresh("login");
        weixin.opens(fresh("o"), code);
        List<Api.Answer> answers = atOnce(5, n -> bringing(code));
        assertThat(answers.stream().map(Api.Answer::status)).containsExactlyInAnyOrder(200, 400, 400, 400, 400);
    }

    @Test
    @DisplayName("who comes for the first time five times at once has one account")
    void firstSignInAtOnce() {
        String openid = fresh("o");
        List<String> codes = IntStream.range(0, 5).mapToObj(n -> fresh("login")).toList();
        codes.forEach(code -> weixin.opens(openid, code));
        List<Api.Answer> answers = atOnce(5, n -> bringing(codes.get(n)).expect(200));
        assertThat(answers.stream().map(this::accountOf).distinct()).hasSize(1);
    }

    @Test
    @DisplayName("what WeChat says is told as a problem; while it is busy the code stays good")
    void errorsOfWeChat() {
        isCode(bringing(fresh("unknown")), 400, "miniprogram.bad-code");
        String code = fresh("login");
        weixin.opens(fresh("o"), code);
        weixin.answerNext(WeixinServer.error(-1, "system error"));
        Api.Answer busy = bringing(code);
        isCode(busy, 503, "miniprogram.weixin-unavailable");
        assertThat(busy.headers().getFirst("Retry-After")).isEqualTo("1");
        weixin.answerNext(WeixinServer.error(45011, "api minute-quota reach limit"));
        Api.Answer often = bringing(code);
        isCode(often, 429, "miniprogram.too-often");
        assertThat(often.headers().getFirst("Retry-After")).isEqualTo("60");
        bringing(code).expect(200);
        weixin.answerNext(WeixinServer.error(40226, "code blocked"));
        isCode(bringing(fresh("login")), 403, "miniprogram.blocked");
    }

    @Test
    @DisplayName("nothing that tells of a person, and no key, lies in the database as it is")
    void sealed() {
        String openid = fresh("o");
        String phone = freshPhone();
        Api.Answer tokens = signedIn(openid);
        Api.Answer proven = proving(tokens, phone).expect(200);
        assertThat(proven.text("/ending")).isEqualTo(phone.substring(phone.length() - 4));
        assertThat(proven.body().path("joined").asBoolean()).isFalse();
        assertThat(proven.body().has("tokens")).isFalse();
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            String rows = String.join("\n", owner.texts("""
                    SELECT t::text FROM miniprogram_openid t UNION ALL SELECT t::text FROM miniprogram_phone t
                    UNION ALL SELECT t::text FROM miniprogram_code t UNION ALL SELECT t::text FROM miniprogram_token t
                    UNION ALL SELECT t::text FROM security_account t"""));
            for (String secret : List.of(openid, phone, WeixinServer.SESSION_KEY, weixin.currentToken())) {
                assertThat(rows).doesNotContain(secret, hex(secret));
            }
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("the app's token is fetched once however many need it, and anew when WeChat has ended it")
    void oneToken() {
        Api.Answer tokens = signedIn(fresh("o"));
        weixin.changeToken();
        shelf.run("DELETE FROM miniprogram_token");
        int before = weixin.tokensGiven();
        List<Api.Answer> answers = atOnce(6, n -> proving(signedIn(fresh("o")), freshPhone()));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(weixin.tokensGiven() - before).isEqualTo(1);
        weixin.changeToken();
        proving(tokens, freshPhone()).expect(200);
        assertThat(weixin.tokensGiven() - before).isEqualTo(2);
    }

    @Test
    @DisplayName("a phone's code is not used twice, nor by whom it was not given to")
    void phoneCodes() {
        String openid = fresh("o");
        Api.Answer tokens = signedIn(openid);
        String code = fresh("tap");
        weixin.taps(openid, code, freshPhone());
        isCode(as(signedIn(fresh("o"))).post(PHONE, Map.of("code", code)), 400, "miniprogram.bad-code");
        String own = fresh("tap");
        weixin.taps(openid, own, freshPhone());
        as(tokens).post(PHONE, Map.of("code", own)).expect(200);
        isCode(as(tokens).post(PHONE, Map.of("code", own)), 400, "miniprogram.code-used");
        weixin.answerNext(WeixinServer.vouched(freshPhone(), "wx11111111111111cd"));
        isCode(as(tokens).post(PHONE, Map.of("code", fresh("tap"))), 400, "miniprogram.other-app");
    }

    @Test
    @DisplayName("a fresh account is joined to that of the same phone: its owner is signed in there, now and next time")
    void joined() {
        String phone = freshPhone();
        Api.Answer old = withPassword();
        order(old);
        proving(old, phone).expect(200);
        String openid = fresh("o");
        Api.Answer fresh = signedIn(openid);
        Api.Answer proven = proving(fresh, phone).expect(200);
        assertThat(proven.body().path("joined").asBoolean()).isTrue();
        assertThat(proven.text("/account")).isEqualTo(accountOf(old));
        Api there = Api.of(web, proven.text("/tokens/accessToken"));
        assertThat(there.get("/api/v1/orders").expect(200).body().at("/items").size())
                .isEqualTo(1);
        assertThat(accountOf(signedIn(openid))).isEqualTo(accountOf(old));
        Api.guest(web)
                .post("/api/v1/auth/refresh", Map.of("refreshToken", fresh.text("/refreshToken")))
                .expect(401);
    }

    @Test
    @DisplayName("nobody loses anything by a join: with orders, a password, duties or another's WeChat it is refused")
    void notJoined() {
        String phone = freshPhone();
        Api.Answer old = withPassword();
        proving(old, phone).expect(200);
        Api.Answer buyer = signedIn(fresh("o"));
        order(buyer);
        isCode(proving(buyer, phone), 409, "miniprogram.phone-elsewhere");
        isCode(proving(withPassword(), phone), 409, "miniprogram.phone-elsewhere");
        Api.Answer choosing = signedIn(fresh("o"));
        choose(choosing);
        isCode(proving(choosing, phone), 409, "miniprogram.phone-elsewhere");
        Api.Answer settled = signedIn(fresh("o"));
        shelf.run(
                "INSERT INTO address (id, account_id, region_code, recipient, phone, detail, by_default)"
                        + " VALUES (gen_random_uuid(), ?, '341226000000', '', '', '', false)",
                UUID.fromString(accountOf(settled)));
        isCode(proving(settled, phone), 409, "miniprogram.phone-elsewhere");
        shelf.run("DELETE FROM address WHERE account_id = ?", UUID.fromString(accountOf(settled)));
        shelf.run(
                "INSERT INTO security_grant (account_id, role) VALUES (?, 'AUDITOR')", UUID.fromString(accountOf(old)));
        isCode(proving(signedIn(fresh("o")), phone), 409, "miniprogram.phone-elsewhere");
        shelf.run(
                "DELETE FROM security_grant WHERE role = 'AUDITOR' AND account_id = ?",
                UUID.fromString(accountOf(old)));
        proving(signedIn(fresh("o")), phone).expect(200);
        isCode(proving(signedIn(fresh("o")), phone), 409, "miniprogram.phone-elsewhere");
        assertThat(accountOf(buyer)).isNotEqualTo(accountOf(old));
    }

    @Test
    @DisplayName("a number that was proven long ago may be another person's by now: it moves, and opens nothing")
    void recycled() {
        String phone = freshPhone();
        Api.Answer old = withPassword();
        proving(old, phone).expect(200);
        shelf.run(
                "UPDATE miniprogram_phone SET proven_at = now() - interval '61 days' WHERE account_id = ?",
                UUID.fromString(accountOf(old)));
        Api.Answer fresh = signedIn(fresh("o"));
        Api.Answer proven = proving(fresh, phone).expect(200);
        assertThat(proven.body().path("joined").asBoolean()).isFalse();
        assertThat(proven.text("/account")).isEqualTo(accountOf(fresh));
        isCode(proving(old, phone), 409, "miniprogram.phone-elsewhere");
    }

    @Test
    @DisplayName("of two fresh accounts that prove one phone at once, one is joined")
    void joinedAtOnce() {
        String phone = freshPhone();
        Api.Answer old = withPassword();
        proving(old, phone).expect(200);
        List<Api.Answer> fresh = List.of(signedIn(fresh("o")), signedIn(fresh("o")));
        List<Api.Answer> answers = atOnce(2, n -> proving(fresh.get(n), phone));
        assertThat(answers.stream().map(Api.Answer::status)).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    @DisplayName("a disabled account is not signed in to")
    void disabled() {
        String openid = fresh("o");
        shelf.run("""
                UPDATE security_account SET disabled_at = now(), disabled_by = id, disabled_reason = 'test'
                 WHERE id = ?""", UUID.fromString(accountOf(signedIn(openid))));
        String code = fresh("login");
        weixin.opens(openid, code);
        isCode(bringing(code), 403, "security.account-disabled");
    }
}
