package org.livelihood.income.split;

import java.util.LinkedHashMap;
import java.util.Map;
import org.livelihood.platform.kernel.Money;

/** Amounts under keys; what is zero is not there. */
public final class Amounts {

    private Amounts() {}

    public static <K> void add(Map<K, Money> amounts, K key, Money amount) {
        if (!amount.isZero()) {
            amounts.merge(key, amount, (a, b) -> a.plus(b).isZero() ? null : a.plus(b));
        }
    }

    public static Money total(Map<?, Money> amounts) {
        return Money.sum(amounts.values());
    }

    /** What must be added to the one to reach the other. */
    public static <K> Map<K, Money> difference(Map<K, Money> target, Map<K, Money> posted) {
        Map<K, Money> difference = new LinkedHashMap<>();
        target.forEach((key, amount) -> add(difference, key, amount));
        posted.forEach((key, amount) -> add(difference, key, amount.negated()));
        return difference;
    }
}
