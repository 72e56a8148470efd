package org.livelihood.sheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How people write: wide letters and digits, blanks of all kinds, apostrophes before numbers. Pure. */
final class Words {

    private static final Pattern EDGES = Pattern.compile("^[\\p{Z}\\s\uFEFF\u200B]+|[\\p{Z}\\s\uFEFF\u200B]+$");
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s_\\-*:]+");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)");
    private static final String APOSTROPHES = "'’‘＇`";

    private Words() {}

    static String strip(String text) {
        return EDGES.matcher(text).replaceAll("");
    }

    /** Without the sign by which spreadsheets are told that a number is text. */
    static String bare(String text) {
        String stripped = strip(text);
        boolean marked = stripped.length() > 1 && APOSTROPHES.indexOf(stripped.charAt(0)) >= 0;
        return marked && !Character.isLetter(stripped.codePointAt(1)) ? strip(stripped.substring(1)) : stripped;
    }

    /** Digits and letters as ASCII has them. */
    static String narrow(String text) {
        return Normalizer.normalize(bare(text), Normalizer.Form.NFKC);
    }

    /** What makes a heading or a word the same one: without case, blanks, stars and remarks in brackets. */
    static String key(String text) {
        String narrow = REMARK.matcher(narrow(text)).replaceAll("");
        return BETWEEN.matcher(narrow).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
