package org.livelihood.platform.webhook;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import reactor.core.scheduler.Schedulers;

/**
 * Finds the addresses of hosts, and none where one of them is not public. The address that was judged is the one that
 * is connected to, so that a name which means something else a moment later (DNS rebinding) gains nothing.
 */
final class PublicResolver extends AddressResolverGroup<InetSocketAddress> {

    private final Names names;
    private final Set<String> exempt;

    /** Asks for the addresses of a host. */
    interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** @param exempt hosts whose addresses are not judged */
    PublicResolver(Names names, Set<String> exempt) {
        this.names = names;
        this.exempt = exempt;
    }

    /** A host has an address that is not public. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublic() {
            super("the host has an address that is not public");
        }
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Judging(executor);
    }

    /** Addresses written as such are judged too: nothing counts as resolved that has not been here. */
    private final class Judging extends AbstractAddressResolver<InetSocketAddress> {

        Judging(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress asked, Promise<InetSocketAddress> promise) {
            answer(promise, () -> judged(asked).get(0));
        }

        @Override
        protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
            answer(promise, () -> judged(asked));
        }
    }

    /** Looking a name up blocks. */
    private static <T> void answer(Promise<T> promise, Callable<T> found) {
        Schedulers.boundedElastic().schedule(() -> {
            try {
                promise.trySuccess(found.call());
            } catch (Exception failure) {
                promise.tryFailure(failure);
            }
        });
    }

    private List<InetSocketAddress> judged(InetSocketAddress asked) throws UnknownHostException {
        String host = asked.getHostString();
        InetAddress[] found = names.of(host);
        if (!exempt.contains(host) && !Stream.of(found).allMatch(PublicAddresses::isPublic)) {
            throw new NotPublic();
        }
        return Stream.of(found)
                .map(address -> new InetSocketAddress(address, asked.getPort()))
                .toList();
    }
}
