package org.livelihood.books.payable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.ProducerId;

/**
 * What makes several parties be owed something at once.
 *
 * @param id the lot, the session, the pay period or the dividend
 * @param earnedOn the day of the income, in China
 * @param effectiveAt when the debt takes effect in the ledger
 */
public record Source(ProducerId producer, Kind kind, UUID id, LocalDate earnedOn, Instant effectiveAt) {

    /** Days of income are days in China. */

    /** Kinds of sources, with the first part of their business keys in the ledger. */
    public enum Kind {
        /** Wages, purchases and rent of a sealed lot. */
        LOT("lot"),
        HOST_WAGE("host-wage"),
        /** What a legal minimum wage adds to a period's wages. */
        PAY_PERIOD("pay-period"),
        DIVIDEND("dividend");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    /** A source whose day is that of its effect. */
    public static Source at(ProducerId producer, Kind kind, UUID id, Instant effectiveAt) {
        return new Source(producer, kind, id, ChinaTime.dayOf(effectiveAt), effectiveAt);
    }

    /** The key of its one journal: {@code lot:<id>}. */
    public String businessKey() {
        return kind.key + ":" + id;
    }
}
