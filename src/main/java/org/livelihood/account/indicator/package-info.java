/**
 * Indicators that a county reads 指标, and a household's page of record.
 *
 * <p>Beside the last step of a sale: counted anew at each question; reads every module's tables.
 *
 * <p>Many files, for each family of figures reads its own tables.
 */
@ApplicationModule(
        id = "indicator",
        displayName = "Indicators",
        allowedDependencies = {"kernel", "http", "sheet", "region", "household", "agreement", "lot", "trace", "database"
        })
@NullMarked
package org.livelihood.account.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
