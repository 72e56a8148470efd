package org.livelihood.income.split;

import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.lotgraph.SealedLot;

/** A sealed lot and the terms that it was sealed under: neither ever changes. */
public record LotTerms(SealedLot lot, Terms terms) {}
