/**
 * Leading industries of counties 一县一业, industry projects and whether they operate, and institutions that buy.
 *
 * <p>Beside the way of a sale: what a county reads it against.
 */
@ApplicationModule(
        id = "industry",
        displayName = "Industries",
        allowedDependencies = {"kernel", "http", "security", "region", "producer", "database"})
@NullMarked
package org.livelihood.people.industry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
