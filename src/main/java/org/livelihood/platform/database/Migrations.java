package org.livelihood.platform.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.livelihood.platform.settings.CannotStart;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Brings the schema up to this program's version; one of another program's is refused in plain words. */
@Component
class Migrations implements FlywayMigrationStrategy {

    @Override
    public void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException other) {
            String difference = String.valueOf(other.getMessage())
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElse("its schema differs");
            throw new CannotStart(
                    "The database was made by another version of Livelihood: " + difference
                            + "\nStart the version that made it, or this one on another database or another"
                            + " LIVELIHOOD_DB_DIRECTORY. Nothing was changed.",
                    other);
        }
    }
}
