package org.livelihood.platform.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How connections to the database are encrypted, in the words of PostgreSQL's own clients (sslmode).
 *
 * @param mode disable, prefer, require, verify-ca or verify-full
 * @param rootCertificate file of the certificates that the server's must lead to; empty for the system's
 */
record Encryption(String mode, String rootCertificate) {

    /** On the loopback of this machine. */
    static final Encryption NONE = new Encryption("disable", "");

    static Encryption of(DatabaseSettings settings) {
        return new Encryption(settings.sslMode(), settings.sslRootCert());
    }

    String jdbcOptions() {
        return "?sslmode=" + mode + option("sslrootcert");
    }

    String r2dbcOptions() {
        return "?sslMode=" + mode + option("sslRootCert");
    }

    private String option(String name) {
        return rootCertificate.isBlank()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(rootCertificate, StandardCharsets.UTF_8);
    }
}
