package org.livelihood.platform.http;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this program's API listens on its own machine. */
@Component
public class OwnAddress {

    private final Environment environment;
    private final HttpSettings settings;

    OwnAddress(Environment environment, HttpSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /** With the port that the server got, once it runs: Spring Boot tells it in the environment and nowhere else. */
    public String here() {
        int port = environment.getProperty("local.server.port", Integer.class, settings.port());
        return "http://localhost:" + port;
    }

    /** How browsers reach it: {@code LIVELIHOOD_PUBLIC_URL}, or as this machine does. */
    public String ofBrowsers() {
        return settings.publicUrl().isBlank() ? here() : settings.publicUrl();
    }
}
