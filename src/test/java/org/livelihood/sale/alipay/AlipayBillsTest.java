package org.livelihood.sale.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Money;
import org.livelihood.sale.bill.Bill;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.bill.Bill.Line;
import org.livelihood.support.Given;
import tools.jackson.databind.json.JsonMapper;

/** Alipay's bills: a ZIP whose names and texts are GBK, tabs around values, either sign of refunds. */
class AlipayBillsTest {

    private static final AlipayServer SERVER = new AlipayServer();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private static final String DETAILS = """
            #支付宝业务明细查询
            #账号：[20880000000000010156]
            #起始日期：[2026年11月29日 00:00:00]   终止日期：[2026年11月30日 00:00:00]
            #-----------------------------------------业务明细列表----------------------------------------
            支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,\
            支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,\
            退款批次号/请求号,服务费（元）,分润（元）,备注
            2026112922001\t,n1\t,交易\t,"袜子, 三双"\t,2026-11-29 20:00:00,2026-11-29 20:00:05,,,,,王*,7.00,7.00,0.00,0.00,0.00,\
            0.00,0.00,,0.00,0.00,\t,-0.04,0.00,
            2026112922000\t,n0\t,退款\t,袜子\t,2026-11-29 21:00:00,2026-11-29 21:00:05,,,,,王*,-3.00,-3.00,0.00,0.00,0.00,\
            0.00,0.00,,0.00,0.00,r0\t,0.02,0.00,
            2026112922009\t,n9\t,退款\t,袜子\t,2026-11-29 21:00:00,2026-11-29 21:00:05,,,,,王*,2.00,2.00,0.00,0.00,0.00,\
            0.00,0.00,,0.00,0.00,r9\t,0.00,0.00,
            #-----------------------------------------业务明细列表结束------------------------------------
            #交易合计：1笔，商家实收共7.00元，商家优惠共0.00元
            #退款合计：2笔，商家实收退款共-3.00元，商家优惠退款共0.00元
            """;

    private final AlipayBills bills = AlipayConfiguration.bills(
            Given.settings(AlipaySettings.class, SERVER.settings()),
            () -> "https://shop.example",
            Clock.systemUTC(),
            JsonMapper.builder().build());

    @Test
    @DisplayName("bill: GBK in entry names and text, tabs trimmed, refunds of both signs, remarks and sums left out")
    void lines() {
        SERVER.billOf(DAY, DETAILS);
        assertThat(Objects.requireNonNull(bills.of(DAY).block()).lines())
                .containsExactly(
                        new Line(Kind.PAYMENT, "n1", "2026112922001", new Money(700), 4000),
                        new Line(Kind.REFUND, "r0", "2026112922000", new Money(300), -2000),
                        new Line(Kind.REFUND, "r9", "2026112922009", new Money(200), 0));
    }

    @Test
    @DisplayName("bill: none for a day on which no money moved; what is no such file is refused")
    void none() {
        assertThat(bills.of(DAY.minusDays(1)).block()).isEqualTo(Bill.none());
        assertThatThrownBy(() -> AlipayBillFile.lines("no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AlipayFailure.class);
        SERVER.billOf(DAY, DETAILS.replace("服务费", "费"));
        assertThatThrownBy(() -> bills.of(DAY).block()).hasMessageContaining("without the column 服务费");
    }
}
