package org.livelihood.sale.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.sale.bill.Bill;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.bill.Bill.Line;
import org.livelihood.support.Given;

/** WeChat's bills: what is packed is what the digest is of, and columns are found by their names. */
class WechatBillsTest {

    private static final WechatPayServer SERVER = new WechatPayServer();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private final WechatBills bills =
            WechatPayConfiguration.bills(Given.settings(WechatPaySettings.class, SERVER.settings()));

    private Bill bill() {
        return Objects.requireNonNull(bills.of(DAY).block());
    }

    @Test
    @DisplayName("bill: payments with their fees, refunds on the day they began, commas in names, the sums left out")
    void lines() {
        String text = WechatBillText.of(
                WechatBillText.payment("n1", "4200001", "7.00", "0.04000", "袜子, 三双"),
                WechatBillText.refund("n0", "r0", "4200000", "3.00", "-0.02000", "PROCESSING"));
        SERVER.billOf(DAY, text);
        assertThat(bill().lines())
                .containsExactly(
                        new Line(Kind.PAYMENT, "n1", "4200001", new Money(700), 4000),
                        new Line(Kind.REFUND, "r0", "4200000", new Money(300), -2000));
        assertThat(bill().sha256()).isEqualTo(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("bill: an old merchant's file has its own columns, in its own order")
    void oldFile() {
        String text = """
                ﻿微信订单号,商户订单号,交易状态,总金额,退款金额,商户退款单号,手续费
                `4200001,`n1,`SUCCESS,`7.00,`0.00,`0,`0.00000
                `4200000,`n0,`REFUND,`0.00,`3.00,`r0,`0.00000
                总交易单数,总金额
                `2,`7.00
                """;
        assertThat(new WechatBillFile(text).lines())
                .extracting(Line::number, line -> line.amount().fen())
                .containsExactly(tuple("n1", 700L), tuple("r0", 300L));
    }

    @Test
    @DisplayName("bill: a file that is not what its digest says is refused")
    void spoiled() {
        SERVER.billOf(DAY, WechatBillText.of());
        SERVER.spoilDigests(true);
        try {
            assertThatThrownBy(this::bill).hasMessageContaining("not whole");
        } finally {
            SERVER.spoilDigests(false);
        }
    }

    @Test
    @DisplayName("bill: none for a day on which no money moved; a text that is no bill is refused")
    void none() {
        SERVER.billOf(DAY, null);
        assertThat(bill()).isEqualTo(Bill.none());
        String columns = "交易状态,微信订单号,商户订单号,商户退款单号,订单金额,申请退款金额";
        for (String text : List.of(
                "",
                "<html>",
                columns + "\n`SUCCESS,`1,`n,`0,`7.00,`0.00",
                columns + ",手续费\n`SUCCESS,`1,`n,`0,`7.001,`0.00,`0.04000",
                columns + ",手续费\n`SUCCESS,`1,`n")) {
            assertThatThrownBy(() -> new WechatBillFile(text).lines()).as(text).isInstanceOf(WechatPayFailure.class);
        }
    }
}
