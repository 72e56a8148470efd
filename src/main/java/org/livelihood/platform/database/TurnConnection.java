package org.livelihood.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRef;

/** A pooled connection that gives its operation's turn back when it is closed, and is nothing else. */
final class TurnConnection {

    private static final Class<?>[] FACES = {Connection.class, Wrapped.class};

    private TurnConnection() {}

    static Connection of(Connection pooled, PooledRef<?> turn) {
        ClassLoader loader = TurnConnection.class.getClassLoader();
        return (Connection) Proxy.newProxyInstance(
                loader, FACES, (self, method, arguments) -> call(pooled, turn, method, arguments));
    }

    private static @Nullable Object call(
            Connection pooled, PooledRef<?> turn, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            return Mono.from(pooled.close()).doFinally(closed -> end(turn));
        }
        try {
            return method.invoke(pooled, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    /** Ends a turn, also one that has ended: it is given back on the spot. */
    static void end(PooledRef<?> turn) {
        turn.release().toFuture();
    }
}
