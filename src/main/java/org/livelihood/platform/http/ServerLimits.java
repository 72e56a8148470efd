package org.livelihood.platform.http;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * What a client may ask of the web server: how many connections there may be, how long a request may take to arrive,
 * and how long somebody who has vanished is kept.
 */
@Component
class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    /** What is sent and not acknowledged ends the connection: a viewer who is gone is noticed at the next heartbeat. */
    static final Duration UNACKNOWLEDGED = Duration.ofSeconds(12);

    private static final Duration WHOLE_REQUEST = Duration.ofMinutes(5);
    private static final int QUIET_SECONDS = 10;
    private static final int SECONDS_BETWEEN_PROBES = 3;
    private static final int PROBES = 4;

    private final Arrivals arrivals;

    ServerLimits(HttpSettings settings) {
        this.arrivals =
                new Arrivals(settings.connections(), Math.min(settings.connections(), settings.arrivingPerAddress()));
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limited);
    }

    HttpServer limited(HttpServer server) {
        HttpServer bounded = server.requestTimeout(WHOLE_REQUEST)
                .doOnChannelInit((observer, channel, address) -> arrivals.watch(channel));
        return Epoll.isAvailable() ? noticingWhoIsGone(bounded) : bounded;
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc5482">RFC 5482, TCP User Timeout</a> */
    private static HttpServer noticingWhoIsGone(HttpServer server) {
        return server.childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(EpollChannelOption.TCP_KEEPIDLE, QUIET_SECONDS)
                .childOption(EpollChannelOption.TCP_KEEPINTVL, SECONDS_BETWEEN_PROBES)
                .childOption(EpollChannelOption.TCP_KEEPCNT, PROBES)
                .childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) UNACKNOWLEDGED.toMillis());
    }

    /** Connections that stand, and how many of them still send their request. */
    Arrivals arrivals() {
        return arrivals;
    }
}
