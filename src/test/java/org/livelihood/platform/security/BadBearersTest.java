package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.support.Given;

class BadBearersTest {

    private static final Refusal BAD = new Refusal(SecurityReason.SIGN_IN_REQUIRED);

    private static BadBearers perMinute(int times) {
        return new BadBearers(
                Given.settings(SecuritySettings.class, Map.of("LIVELIHOOD_BAD_TOKENS_PER_MINUTE", times)));
    }

    private static long refused(BadBearers bearers, int times, String address, Reason with) {
        return Stream.generate(() -> bearers.count(address, BAD))
                .limit(times)
                .filter(refusal -> refusal.reason() == with)
                .count();
    }

    @Test
    @DisplayName("F12: 600 bad bearers of one address are limited, other addresses are not")
    void limited() {
        BadBearers bearers = perMinute(60);
        assertThat(refused(bearers, 600, "10.0.0.1", SecurityReason.SIGN_IN_REQUIRED))
                .isBetween(60L, 62L);
        assertThat(refused(bearers, 1, "10.0.0.1", SecurityReason.TOO_MANY_REQUESTS))
                .isEqualTo(1);
        assertThat(refused(bearers, 1, "10.0.0.2", SecurityReason.SIGN_IN_REQUIRED))
                .isEqualTo(1);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(refused(perMinute(0), 600, "10.0.0.1", SecurityReason.SIGN_IN_REQUIRED))
                .isEqualTo(600);
    }
}
