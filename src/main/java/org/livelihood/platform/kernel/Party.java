package org.livelihood.platform.kernel;

import java.util.UUID;

/**
 * Whom money is owed to.
 *
 * @param kind what the party is
 * @param id its id: a household's, a worker's, a producer's or an account's; {@link #NOBODY} for platform and logistics
 */
public record Party(Kind kind, UUID id) {

    private static final UUID NOBODY = new UUID(0, 0);

    public static final Party PLATFORM = new Party(Kind.PLATFORM, NOBODY);
    public static final Party LOGISTICS = new Party(Kind.LOGISTICS, NOBODY);

    /** Kinds of parties to a sale. */
    public enum Kind {
        /** A registered household 建档立卡户. */
        HOUSEHOLD,
        /** A worker or supplier of no registered household. */
        WORKER,
        PRODUCER,
        /** A host who earns a commission 主播, by account. */
        HOST,
        PLATFORM,
        LOGISTICS
    }

    public static Party of(HouseholdId household) {
        return new Party(Kind.HOUSEHOLD, household.value());
    }

    public static Party of(WorkerId worker) {
        return new Party(Kind.WORKER, worker.value());
    }

    public static Party of(ProducerId producer) {
        return new Party(Kind.PRODUCER, producer.value());
    }

    public static Party ofHost(AccountId account) {
        return new Party(Kind.HOST, account.value());
    }
}
