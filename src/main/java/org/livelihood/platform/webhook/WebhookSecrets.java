package org.livelihood.platform.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.livelihood.platform.vault.SealedTable;
import org.livelihood.platform.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Secrets that deliveries are signed with, sealed in the vault; told once, when they are made. */
@Component
class WebhookSecrets {

    private static final String TABLE = "webhook_endpoint";
    private static final String CURRENT = "secret";
    private static final String FORMER = "former_secret";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;

    WebhookSecrets(Vault vault) {
        this.vault = vault;
    }

    /** Which fields of this module the vault has sealed. */
    @Configuration(proxyBeanMethods = false)
    static class Seals {

        @Bean
        SealedTable webhookSecretsSealed() {
            return new SealedTable(TABLE, "id", List.of(CURRENT, FORMER));
        }
    }

    byte[] fresh() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** As receivers' libraries take it. */
    static String text(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    byte[] asCurrent(EndpointId id, byte[] secret) {
        return vault.encrypt(TABLE, CURRENT, id.value(), secret);
    }

    /** The same secret, sealed where the former one stands. */
    byte[] asFormer(EndpointId id, byte[] current) {
        return vault.encrypt(TABLE, FORMER, id.value(), current(id, current));
    }

    byte[] current(EndpointId id, byte[] kept) {
        return vault.decryptBytes(TABLE, CURRENT, id.value(), kept);
    }

    byte[] former(EndpointId id, byte[] kept) {
        return vault.decryptBytes(TABLE, FORMER, id.value(), kept);
    }
}
