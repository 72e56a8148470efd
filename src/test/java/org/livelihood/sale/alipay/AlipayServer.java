package org.livelihood.sale.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.sale.wechatpay.Signing;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import org.livelihood.support.LocalServer.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alipay's gateway as its pages describe it, with keys made for this run; it signs and checks with Alipay's own SDK.
 */
public final class AlipayServer {

    public static final String APP = "2021000000000001";
    static final String SELLER = "2088000000000001";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KeyPair app = Signing.keys();
    private final KeyPair alipay = Signing.keys();
    private final Map<String, ObjectNode> trades = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> refunds = new ConcurrentHashMap<>();
    private final Map<String, byte[]> bills = new ConcurrentHashMap<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final Queue<String> canned = new ArrayDeque<>();
    private final LocalServer server = new LocalServer(this::answered);
    private volatile String fundChange = "Y";
    private volatile boolean signsWrongly;
    private volatile boolean hangsUp;

    /** The settings of a merchant who has his account here. */
    public Map<String, String> settings() {
        return Map.of(
                "LIVELIHOOD_ALIPAY_APP",
                APP,
                "LIVELIHOOD_ALIPAY_SELLER",
                SELLER,
                "LIVELIHOOD_ALIPAY_PRIVATE_KEY",
                Signing.base64(app.getPrivate().getEncoded()),
                "LIVELIHOOD_ALIPAY_PUBLIC_KEY",
                Signing.base64(alipay.getPublic().getEncoded()),
                "LIVELIHOOD_ALIPAY_ADDRESS",
                server.address() + "/gateway.do");
    }

    /** What the gateway was asked, by method. */
    List<String> methods() {
        return methods;
    }

    /** The next answer, not signed. */
    void answerNext(String body) {
        canned.add(body);
    }

    void fundChanges(String flag) {
        fundChange = flag;
    }

    void signWrongly(boolean now) {
        signsWrongly = now;
    }

    void hangUp(boolean now) {
        hangsUp = now;
    }

    ObjectNode trade(String number) {
        return Objects.requireNonNull(trades.get(number));
    }

    private static Map<String, String> decoded(String form) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            values.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    /** Whether the app has signed it, as Alipay's SDK sees it. */
    private boolean isTheApps(Map<String, String> parameters) {
        Map<String, String> signed = new HashMap<>(parameters);
        String signature = signed.remove("sign");
        try {
            return AlipaySignature.rsaCheck(
                    AlipaySignature.getSignContent(signed),
                    signature,
                    Signing.base64(app.getPublic().getEncoded()),
                    "utf-8",
                    "RSA2");
        } catch (AlipayApiException notSigned) {
            return false;
        }
    }

    private String signature(String content, String charset) {
        try {
            return AlipaySignature.rsaSign(
                    content, Signing.base64(alipay.getPrivate().getEncoded()), charset, "RSA2");
        } catch (AlipayApiException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The buyer opens a page or the app with what she was given, and Alipay knows the trade from then on. */
    public String opened(String signedText) {
        Map<String, String> parameters = decoded(signedText.replaceFirst(".*\\?", ""));
        if (!isTheApps(parameters)) {
            throw new AssertionError("ILLEGAL_SIGN");
        }
        JsonNode business = JSON.readTree(parameters.get("biz_content"));
        return begin(business);
    }

    private String begin(JsonNode business) {
        String number = business.path("out_trade_no").asString();
        boolean whole = number.matches("[0-9a-zA-Z_]{1,64}")
                && business.path("total_amount").asString().matches("[0-9]{1,9}\\.[0-9]{2}")
                && business.path("time_expire").asString().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
                && !business.path("subject").asString().matches(".*[/=&].*")
                && business.hasNonNull("product_code");
        if (!whole) {
            throw new AssertionError("INVALID_PARAMETER in " + business);
        }
        ObjectNode trade = JSON.createObjectNode();
        trade.put("out_trade_no", number).put("trade_no", "2026113022001" + number.substring(13));
        trade.put("total_amount", business.path("total_amount").asString());
        trade.put("trade_status", "WAIT_BUYER_PAY").put("buyer_logon_id", "wang\"}{ \\u4e00***@qq.com");
        trades.putIfAbsent(number, trade);
        return number;
    }

    /** The buyer pays. */
    public void pay(String number) {
        trade(number).put("trade_status", "TRADE_SUCCESS").put("send_pay_date", "2026-11-30 20:00:00");
    }

    private @Nullable Answer answered(Request request) {
        if (request.method().equals("GET")) {
            return new Answer(200, Map.of(), Objects.requireNonNull(bills.get(request.path())));
        }
        Map<String, String> parameters = decoded(new String(request.body(), StandardCharsets.UTF_8));
        String method = parameters.getOrDefault("method", "");
        methods.add(method);
        if (hangsUp) {
            return null;
        }
        String next = canned.poll();
        if (next != null) {
            return html(next);
        }
        if (!isTheApps(parameters)) {
            return html("{\"error_response\":{\"code\":\"40002\",\"msg\":\"Invalid Arguments\","
                    + "\"sub_code\":\"isv.invalid-signature\"}}");
        }
        ObjectNode answer = answer(method, JSON.readTree(parameters.get("biz_content")));
        String content = answer.toString();
        String sign = signature(signsWrongly ? "other" : content, "utf-8");
        return html("{\"" + method.replace('.', '_') + "_response\":" + content + ",\"sign\":\"" + sign + "\"}");
    }

    private static Answer html(String body) {
        return new Answer(
                200, Map.of("Content-Type", "text/html;charset=utf-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode done() {
        return JSON.createObjectNode().put("code", "10000").put("msg", "Success");
    }

    private static ObjectNode refused(String subCode) {
        return JSON.createObjectNode()
                .put("code", "40004")
                .put("msg", "Business Failed")
                .put("sub_code", subCode);
    }

    private ObjectNode answer(String method, JsonNode business) {
        if (method.equals("alipay.data.dataservice.bill.downloadurl.query")) {
            String path = "/bill/" + business.path("bill_date").asString();
            return bills.containsKey(path)
                    ? done().put("bill_download_url", server.address() + path)
                    : refused("isp.bill_not_exist");
        }
        String number = business.path("out_trade_no").asString("");
        ObjectNode trade = trades.get(number);
        if (method.equals("alipay.trade.precreate")) {
            begin(business);
            return done().put("out_trade_no", number).put("qr_code", "https://qr.alipay.example/bax" + number);
        }
        if (trade == null) {
            return refused("ACQ.TRADE_NOT_EXIST");
        }
        return switch (method) {
            case "alipay.trade.query" -> done().setAll(trade);
            case "alipay.trade.close" -> closed(trade);
            case "alipay.trade.refund" -> refunded(trade, business);
            case "alipay.trade.fastpay.refund.query" -> refund(business);
            default -> refused("isv.invalid-method");
        };
    }

    private static ObjectNode closed(ObjectNode trade) {
        String status = trade.path("trade_status").asString();
        if (!status.equals("WAIT_BUYER_PAY")) {
            return refused(status.equals("TRADE_CLOSED") ? "ACQ.TRADE_HAS_CLOSE" : "ACQ.REASON_TRADE_STATUS_INVALID");
        }
        trade.put("trade_status", "TRADE_CLOSED");
        return done();
    }

    private ObjectNode refunded(ObjectNode trade, JsonNode business) {
        String key = business.path("out_trade_no").asString() + "/"
                + business.path("out_request_no").asString();
        ObjectNode known = refunds.get(key);
        if (known != null && !known.path("refund_amount").equals(business.path("refund_amount"))) {
            return refused("ACQ.DISCORDANT_REPEAT_REQUEST");
        }
        refunds.put(
                key,
                JSON.createObjectNode()
                        .put("refund_amount", business.path("refund_amount").asString())
                        .put("refund_status", "REFUND_SUCCESS"));
        String changed = known == null ? fundChange : "N";
        return done().put("fund_change", changed)
                .put("refund_fee", trade.path("total_amount").asString());
    }

    private ObjectNode refund(JsonNode business) {
        ObjectNode known = refunds.get(business.path("out_trade_no").asString() + "/"
                + business.path("out_request_no").asString());
        return known == null ? done() : done().setAll(known);
    }

    /** The details of a day, that a merchant may then fetch, packed as Alipay packs them. */
    public void billOf(LocalDate day, String details) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Charset gbk = Charset.forName("GBK");
        try (ZipOutputStream zip = new ZipOutputStream(packed, gbk)) {
            String name = "20880000000000010156_" + day.toString().replace("-", "");
            zip.putNextEntry(new ZipEntry(name + "_业务明细(汇总).csv"));
            zip.write("#支付宝业务汇总查询\n".getBytes(gbk));
            zip.putNextEntry(new ZipEntry(name + "_业务明细.csv"));
            zip.write(details.getBytes(gbk));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        bills.put("/bill/" + day, packed.toByteArray());
    }

    /** How many refunds a trade has. */
    public long refundsOf(String number) {
        return refunds.keySet().stream().filter(key -> key.startsWith(number)).count();
    }

    /** What Alipay then tells of a trade. */
    public Map<String, String> notice(String number) {
        ObjectNode trade = trade(number);
        Map<String, String> told = new TreeMap<>();
        told.put("notify_type", "trade_status_sync");
        told.put("notify_id", "2026113000222" + number.substring(13));
        told.put("notify_time", "2026-11-30 20:00:02");
        told.put("charset", "utf-8");
        told.put("app_id", APP);
        told.put("seller_id", SELLER);
        told.put("out_trade_no", number);
        told.put("trade_no", trade.path("trade_no").asString());
        told.put("trade_status", trade.path("trade_status").asString());
        told.put("total_amount", trade.path("total_amount").asString());
        told.put("gmt_payment", "2026-11-30 20:00:00");
        told.put("subject", "商品订单 " + number);
        told.put("body", "");
        told.put("fund_bill_list", "[{\"amount\":\"7.00\",\"fundChannel\":\"ALIPAYACCOUNT\"}]");
        return told;
    }

    /** The notice as the form that comes, signed in the charset that it names. */
    public String signed(Map<String, String> told) {
        String charset = Objects.requireNonNull(told.get("charset"));
        Map<String, String> all = new TreeMap<>(told);
        all.put("sign_type", "RSA2");
        String content = AlipaySignature.getSignCheckContentV1(new HashMap<>(all));
        all.put("sign", signature(content, charset));
        StringBuilder form = new StringBuilder();
        all.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, Charset.forName(charset))));
        return form.toString();
    }

    static Instant soon() {
        return Instant.now().plusSeconds(900);
    }
}
