package org.livelihood.sale.wechatpay;

import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.Like;
import org.livelihood.platform.settings.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's account with WeChat Pay. All of it or nothing; without it, nobody pays with WeChat.
 *
 * @param merchant 商户号
 * @param app of the mini program or official account, 公众账号ID
 * @param serial number of the merchant's certificate
 * @param privateKey of that certificate: PEM, or its base64 in one line
 * @param apiKey APIv3 密钥, 32 characters: notices are sealed with it
 * @param publicKeyId 微信支付公钥ID, begins with PUB_KEY_ID_
 * @param publicKey 微信支付公钥: PEM, or its base64 in one line
 * @param address where the API is: another one for trials only
 * @param feeBasisPoints what WeChat takes of a payment by contract, in hundredths of a percent
 */
@ConfigurationProperties("livelihood.wechatpay")
record WechatPaySettings(
        @DefaultValue("") @Like(pattern = "[0-9]{1,32}", words = "a merchant's number, of digits")
        String merchant,

        @DefaultValue("") String app,
        @DefaultValue("") String serial,
        @DefaultValue("") Secret privateKey,
        @DefaultValue("") Secret apiKey,
        @DefaultValue("") String publicKeyId,
        @DefaultValue("") Secret publicKey,

        @DefaultValue("https://api.mch.weixin.qq.com") @Form(Form.Kind.ADDRESS)
        String address,

        @DefaultValue("60") @Between(least = "0", most = "1000")
        int feeBasisPoints) {}
