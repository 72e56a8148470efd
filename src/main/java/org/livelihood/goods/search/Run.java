package org.livelihood.goods.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stretch of folded text that is of one kind.
 *
 * @param points the code points of its text
 */
record Run(Kind kind, String text, int[] points) {

    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** What is found of a run depends on how its kind is written. */
    enum Kind {
        /** Letters and digits with spaces between words: found by its beginnings. */
        WORD,
        /** Characters without spaces: found by each and by pairs. */
        CHARACTERS,
        /** Anything else that is seen: found as characters are. */
        SIGNS,
        SPACE
    }

    private Run(Kind kind, String text) {
        this(kind, text, text.codePoints().toArray());
    }

    /** The runs of a text, in order, without spaces. */
    static List<Run> of(String folded) {
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Kind kind = Kind.SPACE;
        for (int point : folded.codePoints().toArray()) {
            Kind next = kindOf(point);
            if (next != kind) {
                close(runs, kind, text);
                kind = next;
            }
            text.appendCodePoint(point);
        }
        close(runs, kind, text);
        return runs;
    }

    private static void close(List<Run> runs, Kind kind, StringBuilder text) {
        if (kind != Kind.SPACE) {
            runs.add(new Run(kind, text.toString()));
        }
        text.setLength(0);
    }

    private static Kind kindOf(int point) {
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            return Kind.SPACE;
        }
        if (!Character.isLetterOrDigit(point)) {
            return Kind.SIGNS;
        }
        return UNSPACED.contains(UnicodeScript.of(point)) ? Kind.CHARACTERS : Kind.WORD;
    }

    /** Part of the text, in code points. */
    String part(int from, int to) {
        return new String(points, from, to - from);
    }
}
