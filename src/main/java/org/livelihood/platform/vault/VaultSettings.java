package org.livelihood.platform.vault;

import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets this program was given.
 *
 * @param secretKey master secret: base64 of 32 random bytes
 * @param vaultKeys keys of the personal-data vault, {@code id:base64key}, the one that seals first
 */
@ConfigurationProperties("livelihood")
record VaultSettings(
        @DefaultValue("") @Form(Form.Kind.KEY) Secret secretKey,
        @DefaultValue("") @Form(Form.Kind.NAMED_KEYS) Secret vaultKeys) {}
