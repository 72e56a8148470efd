package org.livelihood.platform.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Like;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How front ends are told what happens.
 *
 * @param every how often deliveries are looked for that are due, and endpoints that other nodes have entered
 * @param trialHosts hosts that may be reached at private addresses, without TLS and at any port: for the demo and tests
 * @param keptFor how long deliveries are kept that are over
 */
@ConfigurationProperties("livelihood.webhook")
record WebhookSettings(
        @DefaultValue("1s") @Between(least = "50ms", most = "1m")
        Duration every,

        @DefaultValue("") @Like(pattern = "[a-z0-9.-]+(,[a-z0-9.-]+)*", words = "names of hosts, with commas between")
        String trialHosts,

        @DefaultValue("30d") @Between(least = "1d", most = "366d")
        Duration keptFor) {

    Set<String> hostsOnTrial() {
        return Stream.of(trialHosts.split(",")).filter(host -> !host.isBlank()).collect(Collectors.toSet());
    }
}
