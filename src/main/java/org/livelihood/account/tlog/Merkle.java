package org.livelihood.account.tlog;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.livelihood.platform.kernel.Sha256;

/** The Merkle tree of RFC 9162, section 2.1, with SHA-256: which hashes a proof is made of, and how it is verified. */
final class Merkle {

    static final int HASH_BYTES = 32;

    /** No log grows so large; keeps shifts within a long. */
    static final long MOST_LEAVES = 1L << 48;

    private static final byte LEAF = 0;
    private static final byte INNER = 1;

    private Merkle() {}

    /** The complete subtree over the leaves from {@code index * 2^level} on, 2^level of them. */
    record Node(int level, long index) {}

    /** The leaves from {@code from} until before {@code to}: one hash of a proof. */
    record Span(long from, long to) {

        /** The complete subtrees that it is made of, from the left: at most one a level. */
        List<Node> nodes() {
            List<Node> nodes = new ArrayList<>();
            long at = from;
            while (at < to) {
                int level = Math.min(Long.numberOfTrailingZeros(at), 63 - Long.numberOfLeadingZeros(to - at));
                nodes.add(new Node(level, at >> level));
                at += 1L << level;
            }
            return nodes;
        }

        /** Its hash, from the hashes of its nodes. */
        byte[] hash(Function<Node, byte[]> hashes) {
            List<Node> nodes = nodes();
            if (nodes.isEmpty()) {
                return Sha256.of();
            }
            byte[] hash = hashes.apply(nodes.get(nodes.size() - 1));
            for (int i = nodes.size() - 2; i >= 0; i--) {
                hash = innerHash(hashes.apply(nodes.get(i)), hash);
            }
            return hash;
        }
    }

    static byte[] leafHash(byte[] record) {
        return Sha256.of(new byte[] {LEAF}, record);
    }

    static byte[] innerHash(byte[] left, byte[] right) {
        return Sha256.of(new byte[] {INNER}, left, right);
    }

    /** PATH of section 2.1.3.1: the hashes that lead from a leaf to the root, the lowest first. */
    static List<Span> inclusion(long index, long size) {
        if (index < 0 || index >= size || size > MOST_LEAVES) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Span> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(new Span(middle, to));
                to = middle;
            } else {
                path.add(new Span(from, middle));
                from = middle;
            }
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * PROOF of section 2.1.4.1: the hashes that show that a tree extends an older one. Empty from nothing, or to
     * itself.
     */
    static List<Span> consistency(long older, long newer) {
        if (older < 0 || older > newer || newer > MOST_LEAVES) {
            throw new IllegalArgumentException("a tree of " + newer + " does not extend one of " + older);
        }
        List<Span> proof = new ArrayList<>();
        if (older == 0 || older == newer) {
            return proof;
        }
        long from = 0;
        long to = newer;
        while (older < to) {
            long middle = from + split(to - from);
            if (older <= middle) {
                proof.add(new Span(middle, to));
                to = middle;
            } else {
                proof.add(new Span(from, middle));
                from = middle;
            }
        }
        if (from > 0) {
            proof.add(new Span(from, to));
        }
        Collections.reverse(proof);
        return proof;
    }

    /** The largest power of two smaller than a size of at least 2. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    /** Section 2.1.3.2: whether the leaf is in the tree with this root. */
    static boolean isIncluded(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = innerHash(p, r);
                int zeros = (fn & 1) == 1 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>= zeros;
                sn >>= zeros;
            } else {
                r = innerHash(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(r, root);
    }

    /** Section 2.1.4.2: whether the newer tree has all leaves of the older one, in their places. */
    static boolean isConsistent(long older, byte[] olderRoot, long newer, byte[] newerRoot, List<byte[]> proof) {
        if (older < 0 || older > newer) {
            return false;
        }
        if (older == newer) {
            return proof.isEmpty() && MessageDigest.isEqual(olderRoot, newerRoot);
        }
        if (older == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(olderRoot, Sha256.of());
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(older) == 1) {
            path.add(0, olderRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        int ones = Long.numberOfTrailingZeros(~(older - 1));
        long fn = (older - 1) >> ones;
        long sn = (newer - 1) >> ones;
        byte[] fr = path.get(0);
        byte[] sr = fr;
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = innerHash(c, fr);
                sr = innerHash(c, sr);
                int zeros = fn == 0 || (fn & 1) == 1 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>= zeros;
                sn >>= zeros;
            } else {
                sr = innerHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, olderRoot) && MessageDigest.isEqual(sr, newerRoot);
    }
}
