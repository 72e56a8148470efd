package org.livelihood.account.tlog;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The transparency log.
 *
 * @param origin its name
 * @param key that signs checkpoints: base64 of 32 random bytes
 * @param formerKeys verifier keys that it had before, with commas or blanks between
 * @param every how often it is appended to and signed
 */
@ConfigurationProperties("livelihood.log")
record LogSettings(
        @DefaultValue("") @Like(pattern = "[A-Za-z0-9._~/:-]{1,200}", words = "a name like example.org/log")
        String origin,

        @DefaultValue("") @Form(Form.Kind.KEY) Secret key,
        @DefaultValue("") String formerKeys,

        @DefaultValue("30s") @Between(least = "1s", most = "1d")
        Duration every) {}
