package org.livelihood.account.statement;

import java.time.LocalDate;
import java.util.List;
import org.livelihood.account.selfreport.CostKind;

record NewMethod(LocalDate validFrom, Method.Divisor divisorOn, List<CostKind> costs, String document) {

    NewMethod {
        costs = List.copyOf(costs);
    }
}
