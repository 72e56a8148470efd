package org.livelihood.sale.wechatpay;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import org.livelihood.support.LocalServer.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** WeChat Pay's API v3 as its pages describe it, with keys made for this run: what a merchant's program talks to. */
public final class WechatPayServer {

    public static final String MERCHANT = "1900000001";
    public static final String APP = "wx0123456789abcdef";
    static final String API_KEY = "0123456789abcdef0123456789abcdef";
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026";
    static final String CERTIFICATE_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"(.*?)\",nonce_str=\"(.*?)\",timestamp=\"(.*?)\",serial_no=\"(.*?)\",signature=\"(.*?)\"");

    private final KeyPair merchant = Signing.keys();
    final KeyPair platform = Signing.keys();
    final KeyPair former = Signing.keys();
    private final X509Certificate certificate = Signing.certificate(former, new BigInteger(CERTIFICATE_SERIAL, 16));
    private final Map<String, ObjectNode> orders = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> refunds = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> canned = new ArrayDeque<>();
    private final LocalServer server = new LocalServer(this::answered);
    private final Map<String, byte[]> bills = new ConcurrentHashMap<>();
    private volatile boolean spoilsDigests;
    private volatile boolean hangsUp;
    private volatile boolean signsWrongly;
    private volatile String refundStatus = "SUCCESS";

    /** The settings of a merchant who has his account here. */
    public Map<String, String> settings() {
        return Map.of(
                "LIVELIHOOD_WECHATPAY_MERCHANT",
                MERCHANT,
                "LIVELIHOOD_WECHATPAY_APP",
                APP,
                "LIVELIHOOD_WECHATPAY_SERIAL",
                "3775B6A45ACD588826D15E583A95F5DD00000001",
                "LIVELIHOOD_WECHATPAY_PRIVATE_KEY",
                Signing.base64(merchant.getPrivate().getEncoded()),
                "LIVELIHOOD_WECHATPAY_API_KEY",
                API_KEY,
                "LIVELIHOOD_WECHATPAY_PUBLIC_KEY_ID",
                PUBLIC_KEY_ID,
                "LIVELIHOOD_WECHATPAY_PUBLIC_KEY",
                Signing.base64(platform.getPublic().getEncoded()),
                "LIVELIHOOD_WECHATPAY_ADDRESS",
                server.address());
    }

    /** What came, as method and path without the query. */
    List<String> requests() {
        return requests;
    }

    void answerNext(int status, String body) {
        canned.add(
                new Answer(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8)));
    }

    void hangUp(boolean now) {
        hangsUp = now;
    }

    void signWrongly(boolean now) {
        signsWrongly = now;
    }

    /** How refunds stand that are asked for from now on. */
    public void refundsAre(String status) {
        refundStatus = status;
    }

    boolean isOfTheMerchant(String message, String signature) {
        return Signing.fits(merchant.getPublic(), message, signature);
    }

    ObjectNode order(String number) {
        return Objects.requireNonNull(orders.get(number));
    }

    private @Nullable Answer answered(Request request) {
        requests.add(request.method() + " " + request.path().replaceFirst("\\?.*", ""));
        if (hangsUp) {
            return null;
        }
        Answer next = canned.poll();
        if (next != null) {
            return next;
        }
        return isSigned(request) ? answer(request) : refused(401, "SIGN_ERROR");
    }

    private boolean isSigned(Request request) {
        Matcher said = AUTHORIZATION.matcher(request.header("Authorization"));
        String message = said.matches()
                ? request.method() + "\n" + request.path() + "\n" + said.group(3) + "\n" + said.group(2) + "\n"
                        + new String(request.body(), StandardCharsets.UTF_8) + "\n"
                : "";
        return said.matches()
                && said.group(1).equals(MERCHANT)
                && Signing.fits(merchant.getPublic(), message, said.group(5));
    }

    private Answer answer(Request request) {
        String path = request.path().replaceFirst("\\?.*", "");
        String last = path.replaceFirst(".*/", "");
        if (path.matches("/v3/pay/transactions/(jsapi|native|h5)")) {
            return opened(last, JSON.readTree(request.body()));
        }
        if (path.matches("/v3/pay/transactions/out-trade-no/[0-9a-zA-Z_*-]{6,32}/close")) {
            return closed(path.split("/")[5]);
        }
        if (path.matches("/v3/pay/transactions/out-trade-no/[0-9a-zA-Z_*-]{6,32}")) {
            ObjectNode order = orders.get(last);
            return order == null ? refused(404, "ORDER_NOT_EXIST") : signed(200, order.toString());
        }
        if (path.equals("/v3/refund/domestic/refunds")) {
            return refunded(JSON.readTree(request.body()));
        }
        if (path.startsWith("/v3/refund/domestic/refunds/")) {
            ObjectNode refund = refunds.get(last);
            return refund == null ? refused(404, "RESOURCE_NOT_EXISTS") : signed(200, refund.toString());
        }
        if (path.startsWith("/v3/bill")) {
            return bill(request.path());
        }
        return path.equals("/v3/certificates") ? signed(200, certificates()) : refused(404, "NOT_FOUND");
    }

    private Answer opened(String product, JsonNode asked) {
        String number = asked.path("out_trade_no").asString();
        boolean whole = number.matches("[0-9a-zA-Z_*-]{6,32}")
                && asked.path("mchid").asString().equals(MERCHANT)
                && asked.path("appid").asString().equals(APP)
                && asked.path("amount").path("total").asLong() > 0
                && asked.path("time_expire").asString().endsWith("+08:00")
                && !asked.path("notify_url").asString().contains("?")
                && !asked.path("description").asString().isEmpty()
                && (!product.equals("jsapi")
                        || asked.path("payer").path("openid").isString())
                && (!product.equals("h5")
                        || asked.path("scene_info").path("payer_client_ip").isString());
        if (!whole) {
            return refused(400, "PARAM_ERROR");
        }
        ObjectNode order = JSON.createObjectNode();
        order.put("appid", APP).put("mchid", MERCHANT).put("out_trade_no", number);
        order.put("trade_state", "NOTPAY").put("trade_state_desc", "订单未支付");
        order.set(
                "amount",
                JSON.createObjectNode()
                        .put("total", asked.path("amount").path("total").asInt())
                        .put("currency", "CNY"));
        order.put("notify_url", asked.path("notify_url").asString());
        orders.putIfAbsent(number, order);
        String answer = switch (product) {
            case "jsapi" -> "{\"prepay_id\":\"wx" + number + "\"}";
            case "native" -> "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=" + number + "\"}";
            default ->
                "{\"h5_url\":\"https://wx.tenpay.example/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + number + "\"}";
        };
        return signed(200, answer);
    }

    private Answer closed(String number) {
        ObjectNode order = orders.get(number);
        if (order == null) {
            return refused(404, "ORDERNOTEXIST");
        }
        if (order.path("trade_state").asString().equals("SUCCESS")) {
            return refused(400, "ORDERPAID");
        }
        order.put("trade_state", "CLOSED");
        return signed(204, "");
    }

    private Answer refunded(JsonNode asked) {
        String number = asked.path("out_refund_no").asString();
        ObjectNode order = orders.get(asked.path("out_trade_no").asString());
        if (order == null) {
            return refused(404, "RESOURCE_NOT_EXISTS");
        }
        ObjectNode refund = JSON.createObjectNode();
        refund.put("refund_id", "50" + number.substring(0, 20)).put("out_refund_no", number);
        refund.put("out_trade_no", asked.path("out_trade_no").asString());
        refund.put("status", refundStatus);
        refund.set(
                "amount",
                JSON.createObjectNode()
                        .put("total", asked.path("amount").path("total").asInt())
                        .put("refund", asked.path("amount").path("refund").asInt()));
        refunds.putIfAbsent(number, refund);
        order.put("trade_state", "REFUND");
        return signed(200, Objects.requireNonNull(refunds.get(number)).toString());
    }

    /** The file of a day that a merchant may then fetch; null for none. */
    public void billOf(LocalDate day, @Nullable String text) {
        if (text == null) {
            bills.remove(day.toString());
        } else {
            bills.put(day.toString(), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The digest of bills is right, or of something else. */
    void spoilDigests(boolean now) {
        spoilsDigests = now;
    }

    private Answer bill(String path) {
        String day = path.replaceFirst(".*(bill_date|token)=([0-9-]+).*", "$2");
        byte[] file = bills.get(day);
        if (file == null) {
            return refused(400, "NO_STATEMENT_EXIST");
        }
        if (path.startsWith("/v3/billdownload/file")) {
            return new Answer(200, Map.of("Content-Type", "application/octet-stream"), Signing.packed(file));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("hash_type", "SHA1").put("hash_value", Signing.sha1(spoilsDigests ? new byte[0] : file));
        answer.put("download_url", "https://api.mch.weixin.qq.com/v3/billdownload/file?token=" + day);
        return signed(200, answer.toString());
    }

    private String certificates() {
        try {
            String nonce = "0123456789ab";
            String pem = "-----BEGIN CERTIFICATE-----\n" + Signing.base64(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            ObjectNode encrypted = JSON.createObjectNode();
            encrypted.put("algorithm", "AEAD_AES_256_GCM").put("nonce", nonce);
            encrypted.put("associated_data", "certificate");
            encrypted.put("ciphertext", Signing.sealed(API_KEY, nonce, "certificate", pem));
            ObjectNode one = JSON.createObjectNode();
            one.put("serial_no", CERTIFICATE_SERIAL);
            one.set("encrypt_certificate", encrypted);
            ObjectNode all = JSON.createObjectNode();
            all.putArray("data").add(one);
            return all.toString();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer refused(int status, String code) {
        return signed(status, "{\"code\":\"" + code + "\",\"message\":\"refused\"}");
    }

    private Answer signed(int status, String body) {
        Map<String, String> headers = new HashMap<>(
                signatures(platform.getPrivate(), PUBLIC_KEY_ID, Instant.now(), signsWrongly ? "other" : body));
        headers.put("Content-Type", "application/json; charset=utf-8");
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> signatures(PrivateKey key, String serial, Instant at, String body) {
        String timestamp = Long.toString(at.getEpochSecond());
        String nonce = UUID.randomUUID().toString().replace("-", "");
        return Map.of(
                "Wechatpay-Serial", serial,
                "Wechatpay-Timestamp", timestamp,
                "Wechatpay-Nonce", nonce,
                "Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048",
                "Wechatpay-Signature", Signing.signature(key, timestamp + "\n" + nonce + "\n" + body + "\n"));
    }

    /** The buyer pays an order. */
    public void pay(String number) {
        ObjectNode order = order(number);
        order.put("trade_state", "SUCCESS").put("transaction_id", "42000" + number.substring(9));
        order.put("success_time", "2026-11-30T20:00:00+08:00");
    }

    /** What WeChat then tells; of a payment, the order as it stands. */
    public WechatPayNotice notice(String number) {
        return new WechatPayNotice(this, "TRANSACTION.SUCCESS", order(number).toString());
    }

    /** What it tells about a refund. */
    public WechatPayNotice refundNotice(String refundNumber, String status) {
        ObjectNode told = Objects.requireNonNull(refunds.get(refundNumber)).deepCopy();
        told.put("status", status);
        refunds.put(refundNumber, told.deepCopy());
        told.remove("status");
        told.put("mchid", MERCHANT).put("refund_status", status);
        return new WechatPayNotice(this, "REFUND." + status, told.toString());
    }

    /** The numbers of the refunds of an order. */
    public List<String> refundsOf(String number) {
        return refunds.entrySet().stream()
                .filter(refund ->
                        refund.getValue().path("out_trade_no").asString().equals(number))
                .map(Map.Entry::getKey)
                .toList();
    }
}
