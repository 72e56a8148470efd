package org.livelihood.sale.alipay;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.payment.PaymentProvider.Notification;
import org.livelihood.sale.payment.PaymentProvider.OfNothing;
import org.livelihood.sale.payment.PaymentProvider.OfPayment;
import org.livelihood.sale.payment.PaymentProvider.Standing;
import org.livelihood.sale.payment.PaymentProvider.State;
import org.livelihood.sale.payment.PaymentReason;
import org.livelihood.sale.payment.ProviderNumbers;

/**
 * Reads Alipay's notices 异步通知: a form, signed over its decoded values in the charset that it names.
 *
 * <p>They say when they were first sent and come again for a day, so that age proves nothing: what one tells is taken
 * once, by the transfer's number.
 */
final class AlipayNotices {

    private static final Set<String> CHARSETS = Set.of("utf-8", "gbk", "gb2312", "gb18030");
    private static final Set<String> UNSIGNED = Set.of("sign", "sign_type");

    private final AlipaySettings settings;
    private final AlipayKeys keys;

    AlipayNotices(AlipaySettings settings, AlipayKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /** Refused with {@link PaymentReason#BAD_SIGNATURE} or {@link PaymentReason#BAD_NOTIFICATION}. */
    Notification read(byte[] body) {
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        Charset charset = charsetOf(decoded(raw, StandardCharsets.ISO_8859_1).getOrDefault("charset", "utf-8"));
        Map<String, String> told = decoded(raw, charset);
        String content = AlipayKeys.content(told, UNSIGNED);
        if (!keys.isTheirs(content, charset, told.getOrDefault("sign", ""))) {
            throw new Refusal(PaymentReason.BAD_SIGNATURE);
        }
        require(told.getOrDefault("app_id", "").equals(settings.app()));
        require(told.getOrDefault("seller_id", settings.seller()).equals(settings.seller()));
        return told.getOrDefault("notify_type", "").equals("trade_status_sync") ? payment(told) : new OfNothing();
    }

    private static Charset charsetOf(String named) {
        String name = named.toLowerCase(Locale.ROOT);
        require(CHARSETS.contains(name));
        return Charset.forName(name);
    }

    /** No name may come twice: of two values, only one would be the signed one. */
    private static Map<String, String> decoded(String raw, Charset charset) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String pair : raw.split("&")) {
                String[] nameAndValue = pair.split("=", 2);
                String value = nameAndValue.length < 2 ? "" : URLDecoder.decode(nameAndValue[1], charset);
                require(values.put(URLDecoder.decode(nameAndValue[0], charset), value) == null);
            }
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
        return values;
    }

    private static Notification payment(Map<String, String> told) {
        PaymentId payment = ProviderNumbers.idOf(told.get("out_trade_no"))
                .map(PaymentId::new)
                .orElseThrow(() -> new Refusal(PaymentReason.NOT_FOUND, "of another program"));
        boolean wasPaid = told.containsKey("gmt_payment");
        try {
            Standing standing = AlipayOrders.standing(
                    told.getOrDefault("trade_status", ""),
                    wasPaid,
                    told.getOrDefault("trade_no", ""),
                    told.getOrDefault("total_amount", ""));
            require(standing.state() != State.PAID
                    || !told.getOrDefault("trade_no", "").isEmpty());
            return new OfPayment(payment, standing);
        } catch (ArithmeticException | NumberFormatException noAmount) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
    }
}
