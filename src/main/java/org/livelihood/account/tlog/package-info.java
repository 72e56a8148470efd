/**
 * The transparency log 存证日志: a Merkle tree over every record of record, with signed checkpoints and proofs.
 *
 * <p>Beside the way of a sale: it reads what the ledger, lots, agreements and payouts have committed.
 *
 * <p>Many files: the tree, its checkpoints, what is logged and the verifier that auditors run by themselves.
 */
@ApplicationModule(
        id = "tlog",
        displayName = "Transparency log",
        allowedDependencies = {"settings", "kernel", "database", "http", "producer"})
@NullMarked
package org.livelihood.account.tlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
