package org.livelihood.http;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.NettyPipeline;

/**
 * Counts connections, and those of an address whose request is still on its way. Who has too many is hung up on, so that
 * slow senders never take the places of those who ask and listen.
 */
final class Arrivals {

    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, AtomicInteger> arriving = new ConcurrentHashMap<>();
    private final int most;
    private final int mostOfAnAddress;

    /**
     * @param most connections in all
     * @param mostOfAnAddress connections of one address that have no whole request yet
     */
    Arrivals(int most, int mostOfAnAddress) {
        this.most = most;
        this.mostOfAnAddress = mostOfAnAddress;
    }

    /** Takes a new connection, or hangs up. */
    void watch(Channel channel) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        RequestDeadlines deadlines = new RequestDeadlines(this);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "livelihood.bytes", deadlines.beforeTheDecoder())
                .addBefore(NettyPipeline.HttpTrafficHandler, "livelihood.requests", deadlines);
    }

    /** Whether one more request of this address may be on its way. */
    boolean begins(Channel channel) {
        AtomicInteger counted = arriving.computeIfAbsent(address(channel), first -> new AtomicInteger());
        return counted.incrementAndGet() <= mostOfAnAddress;
    }

    /** A request is here, or will never be. */
    void ends(Channel channel) {
        arriving.computeIfPresent(
                address(channel), (address, counted) -> counted.decrementAndGet() <= 0 ? null : counted);
    }

    private static String address(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        InetAddress address = remote instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address == null ? "local" : address.getHostAddress();
    }

    int open() {
        return open.get();
    }

    int arriving() {
        return arriving.values().stream().mapToInt(AtomicInteger::get).sum();
    }
}
