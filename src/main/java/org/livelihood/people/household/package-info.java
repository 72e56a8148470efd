/**
 * Registered households 建档立卡户: cards, members, status over time, and the vault of their personal data.
 *
 * <p>Whom a sale is for.
 *
 * <p>Many files: cards, members, belonging, payees and surveys of one register, around one vault of personal data.
 */
@ApplicationModule(
        id = "household",
        displayName = "Households",
        allowedDependencies = {"kernel", "http", "sheet", "vault", "security", "region", "database"})
@NullMarked
package org.livelihood.people.household;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
