package org.livelihood.platform.kernel;

/** What an account may act as. One account may hold several roles. */
public enum Role {
    /** Buys. Every signed-up person is one. */
    SHOPPER,
    /** Runs livestream sessions 主播 for the producers named on the account. */
    HOST,
    /** Acts for the producers named on the account 经营主体. */
    PRODUCER,
    /** Follows income both ways and checks it 审计; reads everything but personal data, changes nothing. */
    AUDITOR,
    /** County officer 县级干部: recommends producers and keeps the registry of the regions named on the account. */
    OFFICER,
    /** Runs the platform: approves, grants roles, keeps regions and rules. */
    ADMIN
}
