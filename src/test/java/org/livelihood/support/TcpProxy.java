package org.livelihood.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A network between two programs that a test can spoil: it stalls (what is sent vanishes, and nobody is told), refuses,
 * or resets. What stalled once stays dead, as after a failover; connections made after {@link #heal} work.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16_384;

    private final List<Pair> pairs = new CopyOnWriteArrayList<>();
    private final int target;
    private final int port;
    private volatile @Nullable ServerSocket door;
    private volatile boolean stalled;

    /** Listens on a port of its own and passes on to a port of this machine. */
    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.port = open(0);
    }

    public int port() {
        return port;
    }

    private int open(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        door = listening;
        started(() -> accept(listening));
        return listening.getLocalPort();
    }

    /** From now on nothing arrives on any connection, old or new, and nobody is told. */
    public void stall() {
        stalled = true;
        pairs.forEach(pair -> pair.dead = true);
    }

    /** The server is down: connections end, new ones are refused. */
    public void refuse() {
        close();
    }

    /** Every connection is reset; new ones work. */
    public void reset() {
        pairs.forEach(Pair::reset);
    }

    public void heal() throws IOException {
        stalled = false;
        if (door == null) {
            open(port);
        }
    }

    @Override
    public void close() {
        ServerSocket listening = door;
        door = null;
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        reset();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Pair pair = new Pair(listening.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                pair.dead = stalled;
                pairs.add(pair);
                started(() -> pair.pump(pair.client, pair.server));
                started(() -> pair.pump(pair.server, pair.client));
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private static void started(Runnable work) {
        Thread thread = new Thread(work, "tcp proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean dead;

        private Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** Bytes of a dead connection are read and lost, so that the sender takes them for delivered. */
        private void pump(Socket from, Socket to) {
            byte[] bytes = new byte[BUFFER];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!dead) {
                        out.write(bytes, 0, read);
                        out.flush();
                    }
                }
                if (dead) {
                    Thread.sleep(Long.MAX_VALUE);
                }
            } catch (IOException ended) {
                reset();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void reset() {
            pairs.remove(this);
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException closed) {
                    continue;
                }
            }
        }
    }
}
