package org.livelihood.people.household;

import java.util.List;
import org.livelihood.platform.vault.SealedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which fields of this module the vault has sealed. */
@Configuration(proxyBeanMethods = false)
class HouseholdSeals {

    @Bean
    SealedTable vaultSealed() {
        return new SealedTable("household_vault", "person_id", List.of("name", "id_number", "phone", "bank_account"));
    }

    @Bean
    SealedTable payeesSealed() {
        return new SealedTable("household_payee", "id", List.of("bank_account"));
    }

    @Bean
    SealedTable formerNamesSealed() {
        return new SealedTable("household_former_name", "change_id", List.of("name"));
    }
}
