package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.Given;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class ServerLimitsTest {

    private final BlockingQueue<ChannelConfig> accepted = new LinkedBlockingQueue<>();

    private DisposableServer server(Map<String, Integer> variables) {
        HttpServer plain = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("here")));
        return new ServerLimits(Given.settings(HttpSettings.class, variables))
                .limited(plain)
                .doOnConnection(connection -> accepted.add(connection.channel().config()))
                .bindNow();
    }

    private static Socket connected(DisposableServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("G5: the kernel gives up on a viewer who does not acknowledge within 30 s of a heartbeat's begin")
    void vanishedViewersAreNoticed() throws Exception {
        assumeTrue(Epoll.isAvailable());
        DisposableServer server = server(Map.of());
        try (Socket viewer = connected(server)) {
            send(viewer, "GET / HTTP/1.1\r\nHost: here\r\n\r\n");
            ChannelConfig channel = accepted.poll(5, TimeUnit.SECONDS);
            assertThat(channel).isNotNull();
            int unacknowledged = channel.getOption(EpollChannelOption.TCP_USER_TIMEOUT);
            int heartbeat = 15_000;
            assertThat(heartbeat + unacknowledged).isLessThan(30_000);
            assertThat(channel.getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            int seconds = channel.getOption(EpollChannelOption.TCP_KEEPIDLE)
                    + channel.getOption(EpollChannelOption.TCP_KEEPINTVL)
                            * channel.getOption(EpollChannelOption.TCP_KEEPCNT);
            assertThat(seconds).isLessThan(30);
        } finally {
            server.disposeNow();
        }
    }

    @Test
    @DisplayName("F5: of more slow connections than may be the oldest are hung up on; those that are served stay")
    void connectionsAreBounded() throws Exception {
        DisposableServer server = server(Map.of("LIVELIHOOD_CONNECTIONS", 20, "LIVELIHOOD_ARRIVING_PER_ADDRESS", 10));
        List<Socket> slow = new ArrayList<>();
        try (Socket served = connected(server)) {
            isServed(served);
            for (int i = 0; i < 15; i++) {
                slow.add(connected(server));
            }
            isServed(slow.get(14));
            int hungUpOn = 0;
            for (Socket socket : slow) {
                socket.setSoTimeout(200);
                hungUpOn += ends(socket) ? 1 : 0;
            }
            assertThat(hungUpOn).isBetween(4, 5);
            isServed(served);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
            server.disposeNow(Duration.ofSeconds(3));
        }
    }

    private static void isServed(Socket socket) throws IOException {
        socket.setSoTimeout(3_000);
        send(socket, "GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("here")) {
            int read = socket.getInputStream().read();
            assertThat(read).as("the server hung up after " + answer).isNotNegative();
            answer.append((char) read);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    private static boolean ends(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
