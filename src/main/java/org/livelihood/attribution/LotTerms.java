package org.livelihood.attribution;

import org.livelihood.linkage.Terms;
import org.livelihood.lot.SealedLot;

/** A sealed lot and the terms that it was sealed under: neither ever changes. */
record LotTerms(SealedLot lot, Terms terms) {}
