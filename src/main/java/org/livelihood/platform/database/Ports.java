package org.livelihood.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of this machine's loopback. */
final class Ports {

    private Ports() {}

    /** The first that nobody listens on. */
    static int free(int first, int last) throws IOException {
        return IntStream.rangeClosed(first, last)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no free port between " + first + " and " + last));
    }

    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
