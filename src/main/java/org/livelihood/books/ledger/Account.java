package org.livelihood.books.ledger;

import java.util.UUID;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * An account of the ledger.
 *
 * @param kind what it stands for
 * @param owner whose it is
 */
public record Account(Kind kind, UUID owner) {

    private static final UUID NOBODY = new UUID(0, 0);

    /** Kinds of accounts; payables and revenue grow with credits (negative postings), assets with debits. */
    public enum Kind {
        /** Money that a payment provider holds for us. */
        CLEARING,
        /** Paid sales not yet attributed, by producer. */
        SUSPENSE,
        /** What buyers paid for sending and a producer has to send for, by producer. */
        SHIPPING,
        /** What was taken off prices, by who bears it: a producer, a host or the platform. */
        DISCOUNT_BORNE,
        /** What was taken off a producer's prices, by producer: what those who bear it owe it, itself too. */
        DISCOUNT_DUE,
        /** What a household is owed. */
        HOUSEHOLD_PAYABLE,
        /** What a person of no registered household is owed. */
        WORKER_PAYABLE,
        /** Wages and purchases put into sealed lots and not yet recovered by sales, by producer. */
        LOT_COST,
        /** What a producer is owed. */
        PRODUCER_PAYABLE,
        HOST_PAYABLE,
        PLATFORM_REVENUE,
        LOGISTICS_PAYABLE,
        /** What a household or worker still has to give back for what was given in advance. */
        ADVANCE,
        /** What was submitted to the bank and is not confirmed, by producer. */
        PAYOUT_TRANSIT,
        /** What dividends are paid from, by producer. */
        SURPLUS,
        /** What bears losses that no household may bear, by producer. */
        RISK_RESERVE
    }

    public static Account clearing() {
        return new Account(Kind.CLEARING, NOBODY);
    }

    public static Account suspense(ProducerId producer) {
        return new Account(Kind.SUSPENSE, producer.value());
    }

    public static Account shipping(ProducerId producer) {
        return new Account(Kind.SHIPPING, producer.value());
    }

    /** @param bearer a producer, a host or the platform */
    public static Account discountBorne(Party bearer) {
        return new Account(Kind.DISCOUNT_BORNE, bearer.id());
    }

    public static Account discountDue(ProducerId producer) {
        return new Account(Kind.DISCOUNT_DUE, producer.value());
    }

    public static Account lotCost(ProducerId producer) {
        return new Account(Kind.LOT_COST, producer.value());
    }

    public static Account advance(Party party) {
        return new Account(Kind.ADVANCE, party.id());
    }

    public static Account payoutTransit(ProducerId producer) {
        return new Account(Kind.PAYOUT_TRANSIT, producer.value());
    }

    public static Account surplus(ProducerId producer) {
        return new Account(Kind.SURPLUS, producer.value());
    }

    public static Account riskReserve(ProducerId producer) {
        return new Account(Kind.RISK_RESERVE, producer.value());
    }

    /** The account that shows what a party is owed. */
    public static Account of(Party party) {
        Kind kind = switch (party.kind()) {
            case HOUSEHOLD -> Kind.HOUSEHOLD_PAYABLE;
            case WORKER -> Kind.WORKER_PAYABLE;
            case PRODUCER -> Kind.PRODUCER_PAYABLE;
            case HOST -> Kind.HOST_PAYABLE;
            case PLATFORM -> Kind.PLATFORM_REVENUE;
            case LOGISTICS -> Kind.LOGISTICS_PAYABLE;
        };
        return new Account(kind, party.id());
    }
}
