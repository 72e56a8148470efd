package org.livelihood.sale.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;

/**
 * One order of a payment that is to be opened.
 *
 * @param wish place of the payment among those that are opened together, from 0
 */
record OpeningLine(int wish, AccountId buyer, ProducerId producer, OrderId order) {

    /**
     * What {@code order_open} says of it.
     *
     * @param reason why the payment cannot be opened over it, or OPEN
     */
    record Opened(OpeningLine line, String reason, Money total, Instant expiresAt) {}

    /** By producer, in the order of their ids; orders of nobody are left out. */
    static Collection<List<OpeningLine>> byProducer(List<Awaited.Wish> wishes, Map<OrderId, ProducerId> producers) {
        Map<String, List<OpeningLine>> lines = new TreeMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            for (OrderId order : wishes.get(i).orders()) {
                ProducerId producer = producers.get(order);
                if (producer != null) {
                    lines.computeIfAbsent(producer.toString(), id -> new ArrayList<>())
                            .add(new OpeningLine(i, wishes.get(i).buyer(), producer, order));
                }
            }
        }
        return lines.values();
    }

    /** An answer for each wish, in order. */
    static List<Awaited> answers(List<Awaited.Wish> wishes, List<List<Opened>> opened) {
        List<Map<OrderId, Opened>> byWish = new ArrayList<>();
        wishes.forEach(wish -> byWish.add(new HashMap<>()));
        opened.forEach(lines -> lines.forEach(
                one -> byWish.get(one.line().wish()).put(one.line().order(), one)));
        List<Awaited> answers = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            answers.add(answer(wishes.get(i).orders(), byWish.get(i)));
        }
        return answers;
    }

    private static Awaited answer(List<OrderId> orders, Map<OrderId, Opened> opened) {
        List<Awaited.Due> dues = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Opened one = opened.get(orders.get(i));
            if (one == null || !one.reason().equals("OPEN")) {
                OrderReason reason = one == null ? OrderReason.NOT_FOUND : OrderReason.valueOf(one.reason());
                return new Awaited(List.of(), Refusal.ofField(reason, "orderIds[" + i + "]", orders.get(i)));
            }
            dues.add(new Awaited.Due(one.line().producer(), one.line().order(), one.total(), one.expiresAt()));
        }
        return new Awaited(dues, null);
    }
}
