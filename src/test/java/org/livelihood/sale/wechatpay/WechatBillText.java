package org.livelihood.sale.wechatpay;

import java.util.List;

/** A bill as WeChat writes it: 27 columns, a backquote before each value, sums at the end. */
public final class WechatBillText {

    private static final String COLUMNS = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
            + "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,"
            + "商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    private WechatBillText() {}

    private static String line(List<String> values) {
        return "`" + String.join(",`", values);
    }

    public static String payment(String number, String transaction, String yuan, String fee, String goods) {
        return line(List.of(
                "2026-11-29 20:00:00",
                WechatPayServer.APP,
                WechatPayServer.MERCHANT,
                "0",
                "",
                transaction,
                number,
                "openid",
                "NATIVE",
                "SUCCESS",
                "OTHERS",
                "CNY",
                yuan,
                "0.00",
                "0",
                "0",
                "0.00",
                "0.00",
                "",
                "",
                goods,
                "",
                fee,
                "0.60%",
                yuan,
                "0.00",
                ""));
    }

    public static String refund(
            String number, String refund, String transaction, String yuan, String fee, String status) {
        return line(List.of(
                "2026-11-29 21:00:00",
                WechatPayServer.APP,
                WechatPayServer.MERCHANT,
                "0",
                "",
                transaction,
                number,
                "openid",
                "NATIVE",
                "REFUND",
                "OTHERS",
                "CNY",
                "0.00",
                "0.00",
                "50" + transaction,
                refund,
                yuan,
                "0.00",
                "ORIGINAL",
                status,
                "袜子",
                "",
                fee,
                "0.60%",
                "0.00",
                yuan,
                ""));
    }

    public static String of(String... lines) {
        return COLUMNS + "\r\n" + String.join("\r\n", lines) + (lines.length == 0 ? "" : "\r\n")
                + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
                + line(List.of("" + lines.length, "7.00", "3.00", "0.00", "0.02000", "7.00", "3.00")) + "\r\n";
    }
}
