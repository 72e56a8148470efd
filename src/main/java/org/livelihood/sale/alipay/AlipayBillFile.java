package org.livelihood.sale.alipay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.livelihood.platform.kernel.Money;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.bill.Bill.Line;

/**
 * Alipay's file of a day's trades 业务明细: in a ZIP whose names are GBK and do not say so, beside one of sums; GBK, with
 * remarks that begin with {@code #} and tabs around values. Signs of amounts differ between files: what a line is, its
 * kind says.
 */
final class AlipayBillFile {

    private static final Charset GBK = Charset.forName("GBK");
    private static final String SUMS = "汇总";
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final long MILLIFEN = 1000;

    private AlipayBillFile() {}

    /** @throws AlipayFailure for what is no such file */
    static List<Line> lines(byte[] zip) {
        String text = details(zip)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
        try (CSVParser rows = CSVParser.parse(new StringReader(text), CSVFormat.DEFAULT)) {
            List<List<String>> cells = new ArrayList<>();
            for (CSVRecord row : rows) {
                cells.add(row.stream().map(String::strip).toList());
            }
            return cells.isEmpty() ? List.of() : lines(cells.get(0), cells.subList(1, cells.size()));
        } catch (IOException malformed) {
            throw AlipayFailure.saying("a bill that cannot be read");
        }
    }

    private static String details(byte[] zip) {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip), GBK)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.getName().contains(SUMS)) {
                    return new String(entries.readNBytes(MOST_BYTES), GBK);
                }
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw AlipayFailure.saying("a bill that cannot be read");
        }
        throw AlipayFailure.saying("a bill without its trades");
    }

    private static List<Line> lines(List<String> names, List<List<String>> rows) {
        int kind = column(names, "业务类型");
        int transaction = column(names, "支付宝交易号");
        int number = column(names, "商户订单号");
        int refund = column(names, "退款批次号");
        int amount = column(names, "订单金额");
        int fee = column(names, "服务费");
        return rows.stream()
                .flatMap(row -> switch (row.get(kind)) {
                    case "交易" ->
                        Stream.of(new Line(
                                Kind.PAYMENT,
                                row.get(number),
                                row.get(transaction),
                                size(row.get(amount)),
                                size(row.get(fee)).fen() * MILLIFEN));
                    case "退款" ->
                        Stream.of(new Line(
                                Kind.REFUND,
                                row.get(refund),
                                row.get(transaction),
                                size(row.get(amount)),
                                -size(row.get(fee)).fen() * MILLIFEN));
                    default -> Stream.<Line>empty();
                })
                .toList();
    }

    /** Columns are named with their unit, in brackets of either width. */
    private static int column(List<String> names, String begin) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(begin)) {
                return i;
            }
        }
        throw AlipayFailure.saying("a bill without the column " + begin);
    }

    private static Money size(String yuan) {
        try {
            Money amount = Yuan.read(yuan);
            return amount.isNegative() ? amount.negated() : amount;
        } catch (ArithmeticException | NumberFormatException noAmount) {
            throw AlipayFailure.saying("a bill with an amount that is none");
        }
    }
}
