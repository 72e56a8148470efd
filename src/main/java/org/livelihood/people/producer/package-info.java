/** Producers 经营主体: application, recognition, rosters. First step of a sale: who makes. */
@ApplicationModule(
        id = "producer",
        displayName = "Producers",
        allowedDependencies = {"kernel", "http", "sheet", "security", "region", "household", "database"})
@NullMarked
package org.livelihood.people.producer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
