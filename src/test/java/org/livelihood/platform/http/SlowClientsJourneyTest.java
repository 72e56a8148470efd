package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Clients that send a request a byte at a time, or never to its end. */
@JourneyTest
class SlowClientsJourneyTest {

    private static final int SLOW = 2_000;
    private static final String HEAD = "GET /api/v1/listings HTTP/1.1\r\nHost: here\r\nX-Slow: ";
    private static final String BODY = "POST /api/v1/auth/login HTTP/1.1\r\nHost: here\r\n"
            + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{";

    @LocalServerPort
    private int port;

    @Autowired
    private WebTestClient web;

    @Autowired
    private ServerLimits limits;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void open(String text) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException hungUpOn) {
            assertThat(hungUpOn).isNotNull();
        }
    }

    private static Duration took(Runnable request) {
        long began = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void drip(BooleanSupplier until) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(35).toNanos();
        while (!until.getAsBoolean() && System.nanoTime() < end) {
            for (Socket socket : List.copyOf(sockets)) {
                try {
                    socket.getOutputStream().write('a');
                } catch (IOException hungUpOn) {
                    sockets.remove(socket);
                }
            }
            assertThat(took(() -> Api.guest(web).get("/actuator/health").expect(200)))
                    .isLessThan(Duration.ofSeconds(2));
            Thread.sleep(500);
        }
    }

    @Test
    @DisplayName("F5: heads and bodies of which one byte comes at a time are hung up on; health answers meanwhile")
    void slowSendersAreHungUpOn() throws Exception {
        Api.guest(web).get("/actuator/health").expect(200);
        for (int i = 0; i < SLOW; i++) {
            open(i % 2 == 0 ? HEAD : BODY);
        }
        assertThat(limits.arrivals().arriving()).isLessThanOrEqualTo(1_010);
        long began = System.nanoTime();
        drip(() -> limits.arrivals().arriving() < 20);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
        await().atMost(Duration.ofSeconds(5)).until(() -> limits.arrivals().arriving() < 5);
    }
}
