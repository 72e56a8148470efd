package org.livelihood.platform.miniprogram;

import java.util.List;
import org.livelihood.platform.vault.SealedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which fields of this module the vault has sealed. */
@Configuration(proxyBeanMethods = false)
class MiniProgramSeals {

    @Bean
    SealedTable openidsSealed() {
        return new SealedTable("miniprogram_openid", "id", List.of("openid"));
    }

    @Bean
    SealedTable phonesSealed() {
        return new SealedTable("miniprogram_phone", "account_id", List.of("phone"));
    }
}
