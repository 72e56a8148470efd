package org.livelihood.sale.bill;

import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Where a payment provider's bills come from. */
public interface BillSource {

    /** The name that the provider has as a provider of payments. */
    String provider();

    /** What the provider takes of a payment, by contract, in hundredths of a percent. */
    int feeBasisPoints();

    /**
     * The bill of a day in China; one of no lines where no money moved on it.
     *
     * @return an error where the provider does not answer, or the file is not whole
     */
    Mono<Bill> of(LocalDate day);
}
