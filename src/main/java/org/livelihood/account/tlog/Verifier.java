package org.livelihood.account.tlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livelihood.account.tlog.Checkpoint.VerifierKey;
import org.livelihood.account.tlog.LoggedRecord.Opening;
import org.livelihood.platform.kernel.Sha256;

/**
 * Verifies what the log has given out, with nothing but a JDK and the classes beside it: no server, no database.
 *
 * <pre>
 * java -cp target/classes org.livelihood.account.tlog.Verifier records VKEY BUNDLE
 * java -cp target/classes org.livelihood.account.tlog.Verifier consistency VKEY OLD-CHECKPOINT NEW-CHECKPOINT PROOF
 * java -cp target/classes org.livelihood.account.tlog.Verifier log VKEY CHECKPOINT LEAVES
 * </pre>
 *
 * <p>Ends with 0 when all is proved, 1 when something is not, 2 when it was not called like this.
 */
public final class Verifier {

    private static final int PROVED = 0;
    private static final int NOT_PROVED = 1;
    private static final int USAGE = 2;
    private static final Pattern JOURNAL = Pattern.compile("\\{\"v\":1,\"kind\":\"JOURNAL\"");
    private static final Pattern POSTING =
            Pattern.compile("\\{\"account\":\"([A-Z_]+)\",\"owner\":\"[^\"]*\",\"fen\":(-?[0-9]{1,18})}");

    private final VerifierKey key;
    private final PrintStream out;

    private Verifier(VerifierKey key, PrintStream out) {
        this.key = key;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] args, PrintStream out) {
        String what = args.length < 3 ? "" : args[0] + args.length;
        try {
            return switch (what) {
                case "records3" -> of(args[1], out).records(read(args[2]));
                case "consistency5" -> of(args[1], out).consistency(read(args[2]), read(args[3]), read(args[4]));
                case "log4" -> of(args[1], out).log(read(args[2]), Path.of(args[3]));
                default -> {
                    out.println("records VKEY BUNDLE | consistency VKEY OLD NEW PROOF | log VKEY CHECKPOINT LEAVES");
                    yield USAGE;
                }
            };
        } catch (IllegalArgumentException bad) {
            out.println("NOT PROVED: " + bad.getMessage());
            return NOT_PROVED;
        } catch (IOException unreadable) {
            out.println("cannot read " + unreadable.getMessage());
            return USAGE;
        }
    }

    private static Verifier of(String vkey, PrintStream out) {
        return new Verifier(VerifierKey.parse(vkey), out);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** That each record is a leaf of a log that the key has signed, and that openings open commitments in it. */
    private int records(String bundle) {
        for (LoggedRecord logged : LoggedRecord.parseAll(bundle)) {
            Checkpoint checkpoint = Checkpoint.open(logged.note(), key);
            byte[] leaf = Merkle.leafHash(logged.record());
            if (!Merkle.isIncluded(leaf, logged.index(), checkpoint.size(), logged.path(), checkpoint.root())) {
                throw new IllegalArgumentException("record " + logged.index() + " is not in the log");
            }
            out.println("leaf " + logged.index() + " of " + checkpoint.size() + ": " + logged.recordText());
            for (Opening opening : logged.openings()) {
                if (!logged.recordText().contains(opening.commitment())) {
                    throw new IllegalArgumentException("no commitment to " + opening.label() + " " + opening.value());
                }
                out.println("  " + opening.commitment() + " is " + opening.label() + " " + opening.value());
            }
        }
        out.println("PROVED");
        return PROVED;
    }

    /** That the newer log begins with all that the older one had. */
    private int consistency(String olderNote, String newerNote, String proof) {
        Checkpoint older = Checkpoint.open(olderNote, key);
        Checkpoint newer = Checkpoint.open(newerNote, key);
        List<byte[]> hashes = LoggedRecord.hashes(proof.lines().toList());
        if (!Merkle.isConsistent(older.size(), older.root(), newer.size(), newer.root(), hashes)) {
            throw new IllegalArgumentException(
                    "the log of " + newer.size() + " does not extend the one of " + older.size());
        }
        out.println("PROVED: the log of " + newer.size() + " extends the one of " + older.size());
        return PROVED;
    }

    /** That these are all leaves of the log; gives the ledger's totals that derive from them. */
    private int log(String note, Path leaves) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(note, key);
        Map<String, Long> totals = new TreeMap<>();
        long count = 0;
        Deque<byte[]> peaks = new ArrayDeque<>();
        try (BufferedReader lines = Files.newBufferedReader(leaves)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] record = Base64.getDecoder().decode(line);
                addTotals(new String(record, StandardCharsets.UTF_8), totals);
                byte[] hash = Merkle.leafHash(record);
                for (long n = count; (n & 1) == 1; n >>= 1) {
                    hash = Merkle.innerHash(peaks.pop(), hash);
                }
                peaks.push(hash);
                count++;
            }
        }
        byte[] root = peaks.isEmpty() ? Sha256.of() : peaks.pop();
        while (!peaks.isEmpty()) {
            root = Merkle.innerHash(peaks.pop(), root);
        }
        if (count != checkpoint.size() || !MessageDigest.isEqual(root, checkpoint.root())) {
            throw new IllegalArgumentException(count + " leaves are not those of the signed log");
        }
        totals.forEach((account, fen) -> out.println(account + " " + fen));
        out.println("PROVED: these are all " + count + " leaves");
        return PROVED;
    }

    private static void addTotals(String record, Map<String, Long> totals) {
        if (!JOURNAL.matcher(record).lookingAt()) {
            return;
        }
        long sum = 0;
        Matcher posting = POSTING.matcher(record);
        while (posting.find()) {
            long fen = Long.parseLong(posting.group(2));
            sum = Math.addExact(sum, fen);
            totals.merge(posting.group(1), fen, Math::addExact);
        }
        if (sum != 0) {
            throw new IllegalArgumentException("does not sum to zero: " + record);
        }
    }
}
