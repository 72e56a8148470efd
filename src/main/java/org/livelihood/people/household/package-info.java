/**
 * Registered households 建档立卡户: cards, members, status over time, and the vault of their personal data.
 *
 * <p>Whom a sale is for.
 */
@ApplicationModule(
        id = "household",
        displayName = "Households",
        allowedDependencies = {"kernel", "sheet", "security", "region", "database"})
@NullMarked
package org.livelihood.people.household;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
