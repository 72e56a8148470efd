package org.livelihood.sale.payment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.springframework.stereotype.Component;

/** The payment providers by name, and the one that new payments go to. */
@Component
class Providers {

    private static final String DEMO = "sandbox";

    private final Map<String, PaymentProvider> byName;
    private final String chosen;

    Providers(List<PaymentProvider> providers, PaymentSettings settings, DemoMode demo) {
        this.byName = providers.stream().collect(Collectors.toMap(PaymentProvider::name, Function.identity()));
        this.chosen = settings.provider().isBlank() ? DEMO : settings.provider();
        if (settings.provider().isBlank() && !demo.on()) {
            throw new CannotStart("LIVELIHOOD_PAYMENT_PROVIDER must be set outside of the demo;"
                    + " with sandbox, payments are pretended and anybody who knows a cashier's address can make them");
        }
        if (!byName.containsKey(chosen)) {
            throw new CannotStart(
                    "LIVELIHOOD_PAYMENT_PROVIDER: there is no provider " + chosen + ", only " + byName.keySet());
        }
    }

    PaymentProvider chosen() {
        return get(chosen);
    }

    PaymentProvider get(String name) {
        PaymentProvider provider = byName.get(name);
        if (provider == null) {
            throw new Refusal(PaymentReason.UNKNOWN_PROVIDER, name);
        }
        return provider;
    }
}
