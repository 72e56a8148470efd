package org.livelihood;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    @Test
    void modulesFormOneWay() {
        ApplicationModules.of(LivelihoodApplication.class).verify();
    }
}
