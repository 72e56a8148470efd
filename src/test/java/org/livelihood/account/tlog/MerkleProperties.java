package org.livelihood.account.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.livelihood.account.tlog.Merkle.Node;
import org.livelihood.account.tlog.Merkle.Span;
import org.livelihood.platform.kernel.Sha256;

class MerkleProperties {

    /** Leaves and roots that implementations of Certificate Transparency (RFC 6962) share as test vectors. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> i < LEAVES.size() ? HexFormat.of().parseHex(LEAVES.get(i)) : new byte[] {(byte) i, 7})
                .toList();
    }

    /** MTH of RFC 9162, section 2.1.1, word for word. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Sha256.of();
        }
        if (leaves.size() == 1) {
            return Merkle.leafHash(leaves.get(0));
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.innerHash(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    private static byte[] hash(List<byte[]> leaves, Span span) {
        return span.hash(node -> hash(leaves, node));
    }

    private static byte[] hash(List<byte[]> leaves, Node node) {
        int from = (int) (node.index() << node.level());
        return root(leaves.subList(from, from + (1 << node.level())));
    }

    private static List<byte[]> hashes(List<byte[]> leaves, List<Span> spans) {
        return spans.stream().map(span -> hash(leaves, span)).toList();
    }

    @Example
    void rootsAreThoseOfCertificateTransparency() {
        for (int size = 0; size < ROOTS.size(); size++) {
            assertThat(HexFormat.of().formatHex(hash(leaves(size), new Span(0, size))))
                    .isEqualTo(ROOTS.get(size));
        }
    }

    @Property
    void everyLeafIsProvedAndNoOther(
            @ForAll @IntRange(min = 1, max = 200) int size, @ForAll @IntRange(max = 199) int anywhere) {
        List<byte[]> leaves = leaves(size);
        int index = anywhere % size;
        byte[] root = root(leaves);
        List<byte[]> path = hashes(leaves, Merkle.inclusion(index, size));
        byte[] leaf = Merkle.leafHash(leaves.get(index));
        assertThat(Merkle.isIncluded(leaf, index, size, path, root)).isTrue();
        assertThat(Merkle.isIncluded(Merkle.leafHash(new byte[] {1, 2, 3}), index, size, path, root))
                .isFalse();
        assertThat(Merkle.isIncluded(leaf, index, size, path, Merkle.leafHash(root)))
                .isFalse();
        if (size > 1) {
            int other = (index + 1) % size;
            assertThat(Merkle.isIncluded(leaf, other, size, path, root)).isFalse();
            assertThat(Merkle.isIncluded(leaf, index, size, path.subList(1, path.size()), root))
                    .isFalse();
        }
    }

    @Property
    void everyGrowthIsProvedAndNoRewriting(
            @ForAll @IntRange(min = 1, max = 200) int newer, @ForAll @IntRange(max = 200) int anywhere) {
        int older = anywhere % (newer + 1);
        List<byte[]> leaves = leaves(newer);
        byte[] olderRoot = root(leaves.subList(0, older));
        List<byte[]> proof = hashes(leaves, Merkle.consistency(older, newer));
        assertThat(Merkle.isConsistent(older, olderRoot, newer, root(leaves), proof))
                .isTrue();
        List<byte[]> rewritten = new ArrayList<>(leaves);
        if (older > 0) {
            rewritten.set(anywhere % older, new byte[] {9, 9, 9});
            assertThat(Merkle.isConsistent(
                            older,
                            olderRoot,
                            newer,
                            root(rewritten),
                            hashes(rewritten, Merkle.consistency(older, newer))))
                    .isFalse();
        }
    }

    @Property
    void aSpanIsMadeOfFewSubtrees(
            @ForAll @IntRange(min = 1, max = 1_000_000) int size, @ForAll @IntRange(max = 999_999) int anywhere) {
        List<Span> path = Merkle.inclusion(anywhere % size, size);
        long nodes = path.stream().mapToLong(span -> span.nodes().size()).sum();
        assertThat(nodes).isLessThanOrEqualTo(2L * (Integer.SIZE - Integer.numberOfLeadingZeros(size)));
        assertThat(Arrays.hashCode(path.toArray()))
                .isEqualTo(
                        Arrays.hashCode(Merkle.inclusion(anywhere % size, size).toArray()));
    }
}
