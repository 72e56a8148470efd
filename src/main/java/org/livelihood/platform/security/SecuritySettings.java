package org.livelihood.platform.security;

import java.util.List;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs people in, and how often they may ask.
 *
 * @param oidcIssuer an OpenID Connect issuer in place of our own accounts; empty for these
 * @param oidcAudience that its access tokens must carry
 * @param corsOrigins of pages on other hosts that may call the API
 * @param signInsPerSecond of one address; 0 for no limit, as with the others
 * @param writesPerSecond of one account or address
 * @param readsPerSecond of one account or address
 * @param badTokensPerMinute of one address
 */
@ConfigurationProperties("livelihood")
record SecuritySettings(
        @DefaultValue("") @Like(pattern = HTTPS, words = "an https address")
        String oidcIssuer,

        @DefaultValue("livelihood-api") String oidcAudience,
        @DefaultValue @Form(Form.Kind.ORIGINS) List<String> corsOrigins,

        @DefaultValue("5") @Between(least = "0", most = "1000000")
        int signInsPerSecond,

        @DefaultValue("20") @Between(least = "0", most = "1000000")
        int writesPerSecond,

        @DefaultValue("200") @Between(least = "0", most = "1000000")
        int readsPerSecond,

        @DefaultValue("60") @Between(least = "0", most = "1000000")
        int badTokensPerMinute) {

    /** Of this machine http is enough: nobody listens between. */
    private static final String HTTPS = "https://.+|http://(localhost|127\\.0\\.0\\.1):.+";
}
