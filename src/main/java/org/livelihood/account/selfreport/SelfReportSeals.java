package org.livelihood.account.selfreport;

import java.util.List;
import org.livelihood.platform.vault.SealedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which fields of this module the vault has sealed. */
@Configuration(proxyBeanMethods = false)
class SelfReportSeals {

    @Bean
    SealedTable documentsSealed() {
        return new SealedTable("statement_document", "id", List.of("sealed"));
    }
}
