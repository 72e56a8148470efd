package org.livelihood.platform.miniprogram;

import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mini program whose shoppers sign in here: both or neither.
 *
 * @param app its AppID 小程序 ID
 * @param secret its AppSecret
 * @param address where WeChat's API is: another one for trials only
 */
@ConfigurationProperties("livelihood.mini-program")
record MiniProgramSettings(
        @DefaultValue("") @Like(pattern = "wx[0-9a-z]{8,40}", words = "an AppID, which begins with wx")
        String app,

        @DefaultValue("") Secret secret,

        @DefaultValue("https://api.weixin.qq.com") @Form(Form.Kind.ADDRESS)
        String address) {

    boolean isSet() {
        return !app.isBlank();
    }

    /** @throws CannotStart with one of the two */
    void requireWhole() {
        if (isSet() != secret.isSet()) {
            throw new CannotStart("LIVELIHOOD_MINI_PROGRAM_APP and LIVELIHOOD_MINI_PROGRAM_SECRET are set together");
        }
    }
}
