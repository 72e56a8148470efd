package org.livelihood.sale.payment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        this.byName = providers.stream()
                .collect(Collectors.toMap(
                        PaymentProvider::name, Function.identity(), (one, other) -> one, TreeMap::new));
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

    /** Refused as {@link ProviderTalk#way}. */
    Payments.Way way(@Nullable String name, @Nullable PaymentMethod method, Payer payer) {
        PaymentProvider provider = byName.get(name == null ? chosen : name);
        if (provider == null) {
            throw Refusal.ofField(PaymentReason.PROVIDER_NOT_OFFERED, "provider", String.join(", ", byName.keySet()));
        }
        List<PaymentMethod> offered = provider.methods();
        PaymentMethod meant = method == null ? offered.get(0) : method;
        if (!offered.contains(meant)) {
            throw Refusal.ofField(PaymentReason.METHOD_NOT_OFFERED, "method", provider.name(), offered);
        }
        if (meant == PaymentMethod.JSAPI && payer.id() == null) {
            throw Refusal.ofField(PaymentReason.PAYER_MISSING, "payerId");
        }
        return new Payments.Way(provider.name(), meant);
    }

    PaymentProvider get(String name) {
        PaymentProvider provider = byName.get(name);
        if (provider == null) {
            throw new Refusal(PaymentReason.UNKNOWN_PROVIDER, name);
        }
        return provider;
    }
}
