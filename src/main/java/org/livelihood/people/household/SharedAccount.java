package org.livelihood.people.household;

import java.util.UUID;

/** Two parties whose payees have one bank account now. */
public record SharedAccount(UUID party, UUID other) {}
