package org.livelihood.sale.bill;

import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Fetches the bills that are due; any number of nodes may do this at the same time, and one of them keeps a bill. */
@Component
class BillLifecycle extends RoundsLifecycle {

    BillLifecycle(Reconciliation reconciliation, BillSettings settings) {
        super("The fetching of bills", settings.every(), () -> reconciliation.due(settings.days()));
    }
}
