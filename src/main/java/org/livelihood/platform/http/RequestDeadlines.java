package org.livelihood.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on who sends too slowly: the head of a request must be here within {@link #HEAD}, its body goes on at
 * {@link #BYTES_A_SECOND} at least. Between requests a connection may be quiet.
 */
final class RequestDeadlines extends ChannelInboundHandlerAdapter {

    static final Duration HEAD = Duration.ofSeconds(10);
    static final int BYTES_A_SECOND = 4_096;

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Arrivals arrivals;
    private @Nullable Future<?> deadline;
    private boolean counted;
    private long received;
    private long expected;

    RequestDeadlines(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        headBegins(context);
        context.fireChannelActive();
    }

    /** Stands before the decoder: bytes between two requests begin the head of the next. */
    ChannelInboundHandlerAdapter beforeTheDecoder() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object bytes) {
                if (!counted) {
                    headBegins(context);
                }
                context.fireChannelRead(bytes);
            }
        };
    }

    private void headBegins(ChannelHandlerContext context) {
        counted = true;
        arrivals.begins(context.channel());
        after(context, HEAD, context::close);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            bodyBegins(context);
        }
        if (message instanceof HttpContent content) {
            received += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            end(context);
        }
        context.fireChannelRead(message);
    }

    private void bodyBegins(ChannelHandlerContext context) {
        received = 0;
        expected = 0;
        look(context);
    }

    private void look(ChannelHandlerContext context) {
        after(context, LOOK, () -> {
            expected += BYTES_A_SECOND * LOOK.toSeconds();
            if (received < expected) {
                context.close();
            } else {
                look(context);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context);
        context.fireChannelInactive();
    }

    private void end(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        if (counted) {
            counted = false;
            arrivals.ends(context.channel());
        }
    }

    private void after(ChannelHandlerContext context, Duration time, Runnable then) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
