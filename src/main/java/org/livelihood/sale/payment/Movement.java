package org.livelihood.sale.payment;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Money that moved by way of a provider, as it stands here.
 *
 * @param id the payment's or the refund's; the provider has it as its number
 * @param transaction the provider's number of the transfer, for payments
 * @param done whether it is PAID, or whether the refund has SUCCEEDED
 * @param producers whose orders it is about
 */
public record Movement(UUID id, @Nullable String transaction, Money amount, boolean done, Set<ProducerId> producers) {}
