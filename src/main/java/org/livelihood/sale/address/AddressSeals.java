package org.livelihood.sale.address;

import org.livelihood.platform.vault.SealedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which fields of this module the vault has sealed. */
@Configuration(proxyBeanMethods = false)
class AddressSeals {

    @Bean
    SealedTable addressesSealed() {
        return new SealedTable(SealedDestinations.BOOK, "id", SealedDestinations.COLUMNS);
    }

    @Bean
    SealedTable frozenSealed() {
        return new SealedTable(SealedDestinations.ORDERS, "order_id", SealedDestinations.COLUMNS);
    }
}
