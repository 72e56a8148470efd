package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.payments.h5.H5Service;
import com.wechat.pay.java.service.payments.h5.model.H5Info;
import com.wechat.pay.java.service.payments.h5.model.SceneInfo;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayWithRequestPaymentResponse;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Money;
import org.livelihood.sale.payment.PaymentProvider.Checkout;
import org.livelihood.sale.payment.PaymentProvider.Opening;
import org.livelihood.sale.payment.ProviderNumbers;

/**
 * Opens an order at WeChat 下单, by each of its products. The same order opened again gets a fresh answer; one number
 * with other content is refused.
 */
final class Prepaying {

    private static final int DIGITS_SHOWN = 12;
    private static final String UNKNOWN_ADDRESS = "127.0.0.1";

    private final WechatPaySettings settings;
    private final JsapiServiceExtension jsapi;
    private final NativePayService codes;
    private final H5Service pages;

    Prepaying(WechatPaySettings settings, Config account, HttpClient http) {
        this.settings = settings;
        this.jsapi = new JsapiServiceExtension.Builder()
                .config(account)
                .httpClient(http)
                .build();
        this.codes = new NativePayService.Builder().httpClient(http).build();
        this.pages = new H5Service.Builder().httpClient(http).build();
    }

    Checkout prepay(Opening opening, String notices) {
        return switch (opening.method()) {
            case JSAPI -> jsapi(opening, notices);
            case QR_CODE -> code(opening, notices);
            case MOBILE_PAGE -> page(opening, notices);
            case PAGE, APP -> throw new IllegalArgumentException(opening.method() + " is not offered");
        };
    }

    private Checkout jsapi(Opening opening, String notices) {
        var amount = new com.wechat.pay.java.service.payments.jsapi.model.Amount();
        amount.setTotal(total(opening.amount()));
        var payer = new com.wechat.pay.java.service.payments.jsapi.model.Payer();
        payer.setOpenid(opening.payer().id());
        var request = new com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest();
        request.setAppid(settings.app());
        request.setMchid(settings.merchant());
        request.setDescription(description(opening));
        request.setOutTradeNo(ProviderNumbers.of(opening.payment()));
        request.setTimeExpire(time(opening.expiresAt()));
        request.setNotifyUrl(notices);
        request.setAmount(amount);
        request.setPayer(payer);
        return Checkout.launching(parameters(jsapi.prepayWithRequestPayment(request)));
    }

    /** Named as {@code wx.requestPayment} takes them. */
    private static Map<String, String> parameters(PrepayWithRequestPaymentResponse signed) {
        return Map.of(
                "appId", signed.getAppId(),
                "timeStamp", signed.getTimeStamp(),
                "nonceStr", signed.getNonceStr(),
                "package", signed.getPackageVal(),
                "signType", signed.getSignType(),
                "paySign", signed.getPaySign());
    }

    private Checkout code(Opening opening, String notices) {
        var amount = new com.wechat.pay.java.service.payments.nativepay.model.Amount();
        amount.setTotal(total(opening.amount()));
        var request = new com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest();
        request.setAppid(settings.app());
        request.setMchid(settings.merchant());
        request.setDescription(description(opening));
        request.setOutTradeNo(ProviderNumbers.of(opening.payment()));
        request.setTimeExpire(time(opening.expiresAt()));
        request.setNotifyUrl(notices);
        request.setAmount(amount);
        return Checkout.launching(Map.of("code", codes.prepay(request).getCodeUrl()));
    }

    private Checkout page(Opening opening, String notices) {
        var amount = new com.wechat.pay.java.service.payments.h5.model.Amount();
        amount.setTotal(total(opening.amount()));
        H5Info info = new H5Info();
        info.setType("Wap");
        SceneInfo scene = new SceneInfo();
        scene.setPayerClientIp(Objects.requireNonNullElse(opening.payer().address(), UNKNOWN_ADDRESS));
        scene.setH5Info(info);
        var request = new com.wechat.pay.java.service.payments.h5.model.PrepayRequest();
        request.setAppid(settings.app());
        request.setMchid(settings.merchant());
        request.setDescription(description(opening));
        request.setOutTradeNo(ProviderNumbers.of(opening.payment()));
        request.setTimeExpire(time(opening.expiresAt()));
        request.setNotifyUrl(notices);
        request.setAmount(amount);
        request.setSceneInfo(scene);
        return Checkout.page(pages.prepay(request).getH5Url());
    }

    private static int total(Money amount) {
        return Math.toIntExact(amount.fen());
    }

    /** What the buyer reads in her list of bills. */
    private static String description(Opening opening) {
        String number = ProviderNumbers.of(opening.payment());
        return "商品订单 " + number.substring(number.length() - DIGITS_SHOWN);
    }

    /** RFC 3339 in whole seconds, as WeChat takes it. */
    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(ChinaTime.ZONE).toOffsetDateTime());
    }
}
