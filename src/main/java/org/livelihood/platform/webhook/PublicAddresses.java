package org.livelihood.platform.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to hosts of the public network: the registries of special purpose addresses (RFC 6890, IANA),
 * and of IPv6 only what is given out for global unicast (RFC 4291, 2000::/3) less what leads to IPv4 or nowhere. So the
 * translations of NAT64 are out, and a mapped IPv4 address is judged as what it stands for.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // A cloud's own services, from inside its machines.
            "168.63.129.16/32");

    private static final List<Block> GLOBAL_6 = blocks("2000::/3");

    private static final List<Block> NOT_PUBLIC_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    /** @param bits how many of the address's first bits are the block's */
    private record Block(byte[] address, int bits) {

        private boolean holds(byte[] other) {
            for (int i = 0; i < bits; i++) {
                int mask = 1 << (7 - i % Byte.SIZE);
                if ((address[i / Byte.SIZE] & mask) != (other[i / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether a host of the public network may have this address. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isNone(NOT_PUBLIC_4, bytes)
                : !isNone(GLOBAL_6, bytes) && isNone(NOT_PUBLIC_6, bytes);
    }

    private static boolean isNone(List<Block> blocks, byte[] address) {
        return blocks.stream().noneMatch(block -> block.holds(address));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(PublicAddresses::block).toList();
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new Block(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(text, notAnAddress);
        }
    }
}
