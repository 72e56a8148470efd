package org.livelihood.sale.wechatpay;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.Money;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.bill.Bill.Line;

/**
 * WeChat's file of a day's trades 交易账单: columns by their names, for old merchants' files lack some; each value begins
 * with a backquote, by which a comma within it is told from one between two; the lines of sums at the end are left out.
 */
final class WechatBillFile {

    private static final String MARK = "`";
    private static final String BETWEEN = ",`";
    private static final int YUAN_TO_FEN = 2;
    private static final int YUAN_TO_MILLIFEN = 5;

    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> lines;

    /** @throws WechatPayFailure for a text that is no such file */
    WechatBillFile(String text) {
        this.lines = text.replace("\uFEFF", "").lines().toList();
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split(",");
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].strip(), i);
        }
        if (!columns.containsKey("商户订单号")) {
            throw WechatPayFailure.saying("a bill without its columns");
        }
    }

    List<Line> lines() {
        return lines.stream()
                .skip(1)
                .takeWhile(line -> line.startsWith(MARK))
                .map(line -> Arrays.stream(line.substring(1).split(BETWEEN, -1))
                        .map(String::strip)
                        .toList())
                .flatMap(this::line)
                .toList();
    }

    private Stream<Line> line(List<String> values) {
        String state = value(values, "交易状态");
        String transaction = value(values, "微信订单号");
        long fee = scaled(value(values, "手续费"), YUAN_TO_MILLIFEN);
        return switch (state) {
            case "SUCCESS" ->
                Stream.of(new Line(
                        Kind.PAYMENT,
                        value(values, "商户订单号"),
                        transaction,
                        fen(value(values, "订单金额", "应结订单金额", "总金额")),
                        fee));
            case "REFUND" ->
                Stream.of(new Line(
                        Kind.REFUND, value(values, "商户退款单号"), transaction, fen(value(values, "申请退款金额", "退款金额")), fee));
            default -> Stream.empty();
        };
    }

    /** The value under the first of the names that the file has. */
    private String value(List<String> values, String... names) {
        return Arrays.stream(names)
                .map(columns::get)
                .filter(Objects::nonNull)
                .filter(index -> index < values.size())
                .map(values::get)
                .findFirst()
                .orElseThrow(() -> WechatPayFailure.saying("a bill without the column " + names[0]));
    }

    private static Money fen(String yuan) {
        return new Money(scaled(yuan, YUAN_TO_FEN));
    }

    private static long scaled(String yuan, int digits) {
        try {
            return new BigDecimal(yuan).movePointRight(digits).longValueExact();
        } catch (ArithmeticException | NumberFormatException noAmount) {
            throw WechatPayFailure.saying("a bill with an amount that is none");
        }
    }
}
