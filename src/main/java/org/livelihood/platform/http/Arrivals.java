package org.livelihood.platform.http;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Counts connections, and by address those whose request is still on its way. Where there are too many, the one that
 * has been on its way longest is hung up on: slow senders take each other's places, and never that of a quick one.
 */
final class Arrivals {

    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Set<Channel>> arriving = new ConcurrentHashMap<>();
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

    /** Takes a new connection; with none free the slowest of the busiest address is hung up on, or this one. */
    void watch(Channel channel) {
        if (open.incrementAndGet() > most) {
            Channel slowest = slowest();
            (slowest == null ? channel : slowest).close();
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        RequestDeadlines deadlines = new RequestDeadlines(this);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "livelihood.bytes", deadlines.beforeTheDecoder())
                .addBefore(NettyPipeline.HttpTrafficHandler, "livelihood.requests", deadlines);
    }

    private @Nullable Channel slowest() {
        return arriving.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .map(Arrivals::first)
                .orElse(null);
    }

    /** A request of this connection is on its way. */
    void begins(Channel channel) {
        Channel[] tooMany = new Channel[1];
        arriving.compute(address(channel), (address, known) -> {
            Set<Channel> channels = known == null ? new LinkedHashSet<>() : known;
            synchronized (channels) {
                channels.add(channel);
                if (channels.size() > mostOfAnAddress) {
                    tooMany[0] = first(channels);
                }
            }
            return channels;
        });
        if (tooMany[0] != null) {
            tooMany[0].close();
        }
    }

    /** Takes the one that came first out. */
    private static @Nullable Channel first(Set<Channel> channels) {
        synchronized (channels) {
            Channel first = channels.isEmpty() ? null : channels.iterator().next();
            channels.remove(first);
            return first;
        }
    }

    /** A request is here, or will never be. */
    void ends(Channel channel) {
        arriving.computeIfPresent(address(channel), (address, channels) -> {
            synchronized (channels) {
                channels.remove(channel);
                return channels.isEmpty() ? null : channels;
            }
        });
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
        return arriving.values().stream().mapToInt(Set::size).sum();
    }
}
