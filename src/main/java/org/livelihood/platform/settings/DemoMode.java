package org.livelihood.platform.settings;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What the demo and tests may do that a program for real people may not: begin without an administrator's token, take
 * pretended payments, and use the secret that the embedded database's directory keeps.
 *
 * @param on whether this is the demo or a test
 * @param secret of the embedded database's directory; not set elsewhere
 */
public record DemoMode(boolean on, Secret secret) {

    /** Put into the environment when the embedded database was started: its directory's secret. */
    public static final String SECRET = "livelihood.embedded.secret";

    public static DemoMode of(Environment environment) {
        boolean on = environment.acceptsProfiles(Profiles.of("demo | test"));
        return new DemoMode(on, new Secret(on ? environment.getProperty(SECRET, "") : ""));
    }
}
