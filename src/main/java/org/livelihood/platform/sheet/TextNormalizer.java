package org.livelihood.platform.sheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How people write: wide letters and digits, blanks of all kinds, apostrophes before numbers. Pure. */
final class TextNormalizer {

    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s_\\-*:]+");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)");
    private static final String APOSTROPHES = "'’‘＇`";

    private TextNormalizer() {}

    static String strip(String text) {
        int from = 0;
        int until = text.length();
        while (from < until && isBlank(text.charAt(from))) {
            from++;
        }
        while (until > from && isBlank(text.charAt(until - 1))) {
            until--;
        }
        return text.substring(from, until);
    }

    /** Blanks of any width, and the signs that nobody sees. */
    private static boolean isBlank(char sign) {
        return sign <= ' ' || sign > '~' && (Character.isSpaceChar(sign) || sign == '\uFEFF' || sign == '\u200B');
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
