package org.livelihood.sale.alipay;

import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's account with Alipay. All of it or nothing; without it, nobody pays with Alipay.
 *
 * @param app 应用ID, app_id
 * @param seller 商户的支付宝用户号, seller_id, begins with 2088
 * @param privateKey 应用私钥: PEM (PKCS #8), or its base64 in one line
 * @param publicKey 支付宝公钥: PEM, or its base64 in one line
 * @param address where the gateway is: another one for trials only
 * @param feeBasisPoints what Alipay takes of a payment by contract, in hundredths of a percent
 */
@ConfigurationProperties("livelihood.alipay")
record AlipaySettings(
        @DefaultValue("") @Like(pattern = "[0-9]{1,32}", words = "an app's number, of digits")
        String app,

        @DefaultValue("") @Like(pattern = "[0-9]{1,28}", words = "a seller's number, of digits")
        String seller,

        @DefaultValue("") Secret privateKey,
        @DefaultValue("") Secret publicKey,

        @DefaultValue("https://openapi.alipay.com/gateway.do") @Form(Form.Kind.ADDRESS)
        String address,

        @DefaultValue("60") @Between(least = "0", most = "1000")
        int feeBasisPoints) {}
