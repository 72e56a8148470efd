package org.livelihood.platform.database;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words that a database's schema is of another version of the program. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The database was made by another version of Livelihood: "
                        + String.valueOf(cause.getMessage())
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElse("its schema differs"),
                "Start the version that made it, or this one on another database or another LIVELIHOOD_DB_DIRECTORY."
                        + " Nothing was changed.",
                cause);
    }
}
