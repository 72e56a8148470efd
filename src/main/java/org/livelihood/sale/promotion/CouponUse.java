package org.livelihood.sale.promotion;

import java.util.UUID;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;

/** By which promotion something is taken off an order. */
public record CouponUse(ProducerId producer, OrderId order, UUID promotion) {}
