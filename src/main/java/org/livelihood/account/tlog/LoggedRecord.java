package org.livelihood.account.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.livelihood.platform.kernel.Sha256;

/**
 * One record with its proof, as a text of its own: c2sp.org/tlog-proof@v1, whose extra data are the record's canonical
 * bytes and, after a line break each, openings of commitments in it.
 *
 * @param record the bytes of the leaf
 * @param openings whom commitments stand for, as far as the reader may know
 * @param index the leaf's place
 * @param path the inclusion proof
 * @param note the signed checkpoint
 */
record LoggedRecord(byte[] record, List<Opening> openings, long index, List<byte[]> path, String note) {

    static final String HEADER = "c2sp.org/tlog-proof@v1";

    private static final int EXTRA = 1;
    private static final int INDEX = 2;
    private static final int FIRST_HASH = 3;

    /**
     * What a commitment hides: it is base64 of SHA-256(salt, label, colon, value).
     *
     * @param label what kind of value it is
     * @param value the value, such as a household's id
     * @param salt 32 random bytes, kept beside the log
     */
    record Opening(String label, String value, byte[] salt) {

        String commitment() {
            byte[] text = (label + ":" + value).getBytes(StandardCharsets.UTF_8);
            return "\"c:" + base64(Sha256.of(salt, text)) + "\"";
        }

        private String line() {
            return "\nopening " + label + " " + base64(value.getBytes(StandardCharsets.UTF_8)) + " " + base64(salt);
        }

        private static Opening parse(String line) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 4 || !parts[0].equals("opening")) {
                throw new IllegalArgumentException("not an opening: " + line);
            }
            return new Opening(parts[1], new String(bytes(parts[2]), StandardCharsets.UTF_8), bytes(parts[3]));
        }
    }

    String text() {
        StringBuilder extra = new StringBuilder(recordText());
        openings.forEach(opening -> extra.append(opening.line()));
        StringBuilder text = new StringBuilder(HEADER)
                .append("\nextra ")
                .append(base64(extra.toString().getBytes(StandardCharsets.UTF_8)))
                .append("\nindex ")
                .append(index)
                .append('\n');
        path.forEach(hash -> text.append(base64(hash)).append('\n'));
        return text.append('\n').append(note).toString();
    }

    /** Without the openings that open nothing in this record. */
    LoggedRecord onlyOpenable() {
        String text = recordText();
        List<Opening> fitting = openings.stream()
                .filter(opening -> text.contains(opening.commitment()))
                .toList();
        return new LoggedRecord(record, fitting, index, path, note);
    }

    String recordText() {
        return new String(record, StandardCharsets.UTF_8);
    }

    /**
     * Reads one or more such texts, one after the other.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static List<LoggedRecord> parseAll(String bundle) {
        List<LoggedRecord> records = new ArrayList<>();
        for (String text : bundle.split("(?m)^(?=" + HEADER + "$)")) {
            records.add(parse(text));
        }
        return records;
    }

    private static LoggedRecord parse(String text) {
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
        if (lines.size() < FIRST_HASH
                || !lines.get(0).equals(HEADER)
                || !lines.get(EXTRA).startsWith("extra ")
                || !lines.get(INDEX).matches("index (0|[1-9][0-9]{0,14})")) {
            throw new IllegalArgumentException("not a " + HEADER + " with a record in it");
        }
        String[] extra = new String(bytes(lines.get(EXTRA).substring("extra ".length())), StandardCharsets.UTF_8)
                .split("\n", -1);
        return new LoggedRecord(
                extra[0].getBytes(StandardCharsets.UTF_8),
                Arrays.stream(extra).skip(1).map(Opening::parse).toList(),
                Long.parseLong(lines.get(INDEX).substring("index ".length())),
                hashes(lines.subList(FIRST_HASH, lines.size())),
                text.substring(end + 2));
    }

    /** Hashes in base64, one a line. */
    static List<byte[]> hashes(List<String> lines) {
        List<byte[]> hashes = lines.stream().map(LoggedRecord::bytes).toList();
        if (hashes.stream().anyMatch(hash -> hash.length != Merkle.HASH_BYTES)) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return hashes;
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
