package org.livelihood.platform.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.springframework.stereotype.Component;

/** Where an endpoint may be: https, port 443, a name; and the hosts on trial of the demo and tests. */
@Component
class WebhookTargets {

    private static final int HTTPS = 443;

    private final Set<String> onTrial;

    WebhookTargets(WebhookSettings settings, DemoMode demo) {
        this.onTrial = settings.hostsOnTrial();
        if (!onTrial.isEmpty() && !demo.on()) {
            throw new CannotStart("LIVELIHOOD_WEBHOOK_TRIAL_HOSTS is for the demo and tests only");
        }
    }

    /**
     * The address as it is kept.
     *
     * @throws Refusal {@link WebhookReason#BAD_URL}
     */
    String checked(String url) {
        try {
            URI address = new URI(url);
            if (!isSound(address)) {
                throw badUrl();
            }
            return address.toASCIIString();
        } catch (URISyntaxException malformed) {
            throw badUrl();
        }
    }

    private boolean isSound(URI address) {
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null || address.getFragment() != null) {
            return false;
        }
        if (onTrial.contains(host)) {
            return "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        }
        return "https".equals(address.getScheme())
                && (address.getPort() == -1 || address.getPort() == HTTPS)
                && isName(host.toLowerCase(Locale.ROOT));
    }

    /** A name of the public network: with a dot, and a last part that is not a number, as addresses have. */
    private static boolean isName(String host) {
        return host.matches("([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])?\\.?")
                && !host.matches(".*\\.(localhost|local|internal|lan|home|arpa|localdomain)\\.?");
    }

    private static Refusal badUrl() {
        return Refusal.ofField(WebhookReason.BAD_URL, "url");
    }

    /** Looks hosts up, and judges what is found. */
    PublicResolver resolver() {
        return new PublicResolver(InetAddress::getAllByName, onTrial);
    }
}
