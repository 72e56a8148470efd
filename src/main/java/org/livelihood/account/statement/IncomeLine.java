package org.livelihood.account.statement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.account.selfreport.Part;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * One payout, or one self-report, of a statement.
 *
 * @param id of the earning or of the report
 * @param at when the bank confirmed it, or the start of the day it was reported for
 * @param producer who paid it, null for a report
 * @param item the payout with its receipt, null for a report
 * @param documentHash of the report's document, null for a payout
 */
record IncomeLine(
        UUID id,
        Instant at,
        Part part,
        @Nullable CostKind costKind,
        Statement.Evidence evidence,
        Money amountFen,
        @Nullable ProducerId producer,
        @Nullable String sourceKind,
        @Nullable String basis,
        @Nullable UUID item,
        @Nullable String receipt,
        @Nullable String documentHash) {}
