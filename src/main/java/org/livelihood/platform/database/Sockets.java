package org.livelihood.platform.database;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The sockets to the database. A peer that is gone without a word is noticed by the kernel: what it does not
 * acknowledge within {@link #PATIENCE} ends the connection, and a quiet connection is asked whether it still stands.
 * And all of them can be closed at once, which ends whatever waits on them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5482">RFC 5482, TCP User Timeout</a>
 */
final class Sockets implements LoopResources {

    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int QUIET_SECONDS = 5;
    private static final int SECONDS_BETWEEN_PROBES = 1;
    private static final int PROBES = 3;

    private final LoopResources loops = TcpResources.get();
    private final ChannelGroup open = new DefaultChannelGroup("database", GlobalEventExecutor.INSTANCE);

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = loops.onChannel(type, group);
        if (channel instanceof EpollSocketChannel) {
            watch(channel);
        }
        open.add(channel);
        return channel;
    }

    private static void watch(Channel channel) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, QUIET_SECONDS);
        channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, SECONDS_BETWEEN_PROBES);
        channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
        channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) PATIENCE.toMillis());
    }

    /** Closes every connection: statements that still wait for an answer fail now. */
    void closeAll() {
        open.close();
    }

    /** Connections that stand. */
    int count() {
        return open.size();
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops.onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }
}
