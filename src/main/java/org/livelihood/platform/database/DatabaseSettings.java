package org.livelihood.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.livelihood.platform.settings.OneOf;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database, and how long the program waits for it.
 *
 * @param directory that the embedded database keeps its data in
 * @param url of a server in place of the embedded one: {@code postgresql://host:port/database}
 * @param ownerUser role on that server that owns the tables
 * @param ownerPassword of that role
 * @param appUser role that the program works with
 * @param appPassword of that role
 * @param sslMode whether connections to that server are encrypted, as its own clients say it
 * @param sslRootCert file of the certificates that the server's must lead to; empty for the system's
 * @param connections that the program may hold at once, over all lanes
 * @param lockTimeout how long a statement waits for a lock that another one holds
 * @param patience how long an answer may be on its way while somebody waits for it
 */
@ConfigurationProperties("livelihood.db")
public record DatabaseSettings(
        @DefaultValue(".livelihood/postgres") Path directory,

        @DefaultValue("") @Like(pattern = "postgresql://[^/@]+/[^@]+", words = ADDRESS)
        String url,

        @DefaultValue("") String ownerUser,
        @DefaultValue("") Secret ownerPassword,
        @DefaultValue("") String appUser,
        @DefaultValue("") Secret appPassword,

        @DefaultValue("prefer") @OneOf({"disable", "prefer", "require", "verify-ca", "verify-full"})
        String sslMode,

        @DefaultValue("") @Form(Form.Kind.FILE) String sslRootCert,

        @DefaultValue("20") @Between(least = "4", most = "1000")
        int connections,

        @DefaultValue("1s") @Between(least = "10ms", most = "1h")
        Duration lockTimeout,

        @DefaultValue("1300ms") @Between(least = "100ms", most = "1m")
        Duration patience) {

    private static final String ADDRESS = "postgresql://host:port/database, without a user";

    public DatabaseSettings {
        directory = directory.toAbsolutePath().normalize();
    }

    boolean isEmbedded() {
        return url.isBlank();
    }
}
