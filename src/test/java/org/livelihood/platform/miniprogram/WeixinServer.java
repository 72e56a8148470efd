package org.livelihood.platform.miniprogram;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import org.livelihood.support.LocalServer.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat's server API as its pages describe it: codes work once, {@code errcode} is absent on success, answers are JSON
 * that calls itself text.
 */
public final class WeixinServer {

    static final String APP = "wx00000000000000ab";
    static final String SECRET = "the-secret-of-the-app";
    static final String SESSION_KEY = "c2Vzc2lvbi1rZXktb2YtMTYtYg==";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record PhoneOf(String phone, @Nullable String openid) {}

    private final Map<String, String> logins = new ConcurrentHashMap<>();
    private final Map<String, PhoneOf> phones = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Queue<String> canned = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final LocalServer server = new LocalServer(this::answered);

    String address() {
        return server.address();
    }

    /** The settings of a mini program that has its WeChat here. */
    public Map<String, String> settings() {
        return Map.of(
                "LIVELIHOOD_MINI_PROGRAM_APP", APP,
                "LIVELIHOOD_MINI_PROGRAM_SECRET", SECRET,
                "LIVELIHOOD_MINI_PROGRAM_ADDRESS", address());
    }

    /** Somebody opens the mini program, and it gets this code. */
    public void opens(String openid, String code) {
        logins.put(code, openid);
    }

    /** Somebody taps the phone button. */
    void taps(@Nullable String openid, String code, String phone) {
        phones.put(code, new PhoneOf(phone, openid));
    }

    /** The next answer, whatever is asked. */
    void answerNext(String body) {
        canned.add(body);
    }

    /** The app's token is another one from now on, and the former is not taken. */
    void changeToken() {
        tokens.incrementAndGet();
    }

    int tokensGiven() {
        return tokensGiven.get();
    }

    /** How many questions came about codes. */
    int questions() {
        return questions.get();
    }

    private @Nullable Answer answered(Request request) {
        String path = request.path().replaceFirst("\\?.*", "");
        String given = canned.poll();
        if (given != null) {
            return given.isEmpty() ? null : said(given);
        }
        return said(
                switch (path) {
                    case "/sns/jscode2session" -> session(query(request));
                    case "/cgi-bin/stable_token" -> token(JSON.readTree(request.body()));
                    case "/wxa/business/getuserphonenumber" -> phone(query(request), JSON.readTree(request.body()));
                    default -> error(40066, "invalid url");
                });
    }

    private static Answer said(String body) {
        return new Answer(200, Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : request.path().replaceFirst(".*\\?", "").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    static String error(int code, String message) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"" + message + " rid: 65f1-ab\"}";
    }

    private String session(Map<String, String> query) {
        questions.incrementAndGet();
        if (!APP.equals(query.get("appid"))
                || !SECRET.equals(query.get("secret"))
                || !"authorization_code".equals(query.get("grant_type"))) {
            return error(40125, "invalid appsecret");
        }
        String code = query.getOrDefault("js_code", "");
        String openid = logins.get(code);
        if (openid == null) {
            return error(40029, "invalid code");
        }
        return used.add(code)
                ? "{\"session_key\":\"" + SESSION_KEY + "\",\"openid\":\"" + openid + "\"}"
                : error(40163, "code been used");
    }

    private String token(JsonNode question) {
        if (!SECRET.equals(question.path("secret").asString())
                || !"client_credential".equals(question.path("grant_type").asString())) {
            return error(40125, "invalid appsecret");
        }
        tokensGiven.incrementAndGet();
        return "{\"access_token\":\"" + currentToken() + "\",\"expires_in\":7200}";
    }

    String currentToken() {
        return "77_token-of-the-app-" + tokens.get();
    }

    private String phone(Map<String, String> query, JsonNode question) {
        questions.incrementAndGet();
        if (!currentToken().equals(query.get("access_token"))) {
            return error(40001, "invalid credential, access_token is invalid or not latest");
        }
        String code = question.path("code").asString();
        PhoneOf phone = phones.get(code);
        boolean isHers = phone != null
                && (phone.openid() == null
                        || !question.has("openid")
                        || phone.openid().equals(question.path("openid").asString()));
        return isHers && used.add(code) ? vouched(phone.phone(), APP) : error(40029, "invalid code");
    }

    static String vouched(String phone, String app) {
        return """
                {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"+86%s","purePhoneNumber":"%s","countryCode":86,
                 "watermark":{"timestamp":1780000000,"appid":"%s"}}}""".formatted(phone, phone, app);
    }
}
