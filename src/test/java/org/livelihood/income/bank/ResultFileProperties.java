package org.livelihood.income.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.livelihood.platform.kernel.Refusal;

class ResultFileProperties {

    private static OrderStanding submitted() {
        return new OrderStanding(UUID.randomUUID(), OrderStanding.State.UNDER_WAY, null, null);
    }

    private static OrderStanding answered(OrderStanding order, String receipt, String failure) {
        return new OrderStanding(order.id(), OrderStanding.State.ANSWERED, receipt, failure);
    }

    @Property
    void aResultFileIsNewsOnceAndKnownEverAfter(@ForAll @Size(min = 1, max = 30) List<Boolean> paid) {
        List<OrderStanding> items = paid.stream().map(one -> submitted()).toList();
        StringBuilder text = new StringBuilder("\uFEFFitem_id,result,receipt,reason\r\n");
        for (int i = 0; i < items.size(); i++) {
            text.append(items.get(i).id())
                    .append(paid.get(i) ? ",PAID,R" + i + ",\r\n" : ",FAILED,,\"no, closed\"\r\n");
        }
        ResultFile file = BankTable.read(text.toString());
        ResultFile.News news = file.against(items);
        assertThat(news.confirmed())
                .hasSize((int) paid.stream().filter(one -> one).count());
        assertThat(news.failed()).hasSize(paid.size() - news.confirmed().size());
        List<OrderStanding> after = IntStream.range(0, items.size())
                .mapToObj(i -> paid.get(i)
                        ? answered(items.get(i), "R" + i, null)
                        : answered(items.get(i), null, "no, closed"))
                .toList();
        assertThat(file.against(after)).isEqualTo(new ResultFile.News(List.of(), List.of(), paid.size()));
    }

    @Example
    void rowsThatSayAnythingElseAreNamed() {
        OrderStanding one = submitted();
        OrderStanding two = submitted();
        OrderStanding confirmed = answered(submitted(), "R", null);
        String header = "item_id,result,receipt,reason\n";
        List<OrderStanding> items = List.of(one, two, confirmed);
        refuses(
                BankReason.UNKNOWN_ITEMS,
                "2",
                header + one.id() + ",PAID,a,\n" + UUID.randomUUID() + ",PAID,b,\n",
                items);
        refuses(
                BankReason.CONTRADICTING_RESULTS,
                "2",
                header + one.id() + ",PAID,a,\n" + one.id() + ",PAID,b,\n",
                items);
        refuses(
                BankReason.CONTRADICTING_RESULTS,
                "2",
                header + one.id() + ",PAID,a,\n" + two.id() + ",PAID,a,\n",
                items);
        refuses(BankReason.CONTRADICTING_RESULTS, "1", header + confirmed.id() + ",FAILED,,no\n", items);
        refuses(BankReason.CONTRADICTING_RESULTS, "1", header + confirmed.id() + ",PAID,S,\n", items);
        refuses(
                BankReason.MALFORMED_RESULTS,
                "1, 2",
                header + one.id() + ",PAID,,\n" + two.id() + ",FAILED,x,\n",
                items);
    }

    private static void refuses(BankReason reason, String rows, String text, List<OrderStanding> items) {
        assertThatThrownBy(() -> BankTable.read(text).against(items)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.details()).containsExactly(rows);
        });
    }
}
