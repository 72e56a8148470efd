package org.livelihood.income.payout;

import java.util.List;
import org.livelihood.platform.database.Columns;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Shares as the columns {@code producers, lines, partyKinds, parties, bases, categories} of a statement. */
final class ShareColumns {

    private ShareColumns() {}

    static GenericExecuteSpec bind(GenericExecuteSpec statement, List<Share> shares) {
        return statement
                .bind("producers", Columns.ids(shares, Share::producer))
                .bind("lines", Columns.ids(shares, Share::line))
                .bind("partyKinds", Columns.partyKinds(shares, Share::party))
                .bind("parties", Columns.partyIds(shares, Share::party))
                .bind("bases", Columns.texts(shares, Share::basis))
                .bind("categories", Columns.texts(shares, Share::category));
    }
}
