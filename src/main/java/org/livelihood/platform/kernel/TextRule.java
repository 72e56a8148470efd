package org.livelihood.platform.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a text that comes in may be, said once for JSON, queries, paths, headers and the cells of files.
 *
 * <p>No text is ever changed: it is taken as it is, or refused. Lengths are counted in code points by who takes the
 * text. Sources: Unicode 15.1, chapters 2.4, 3.8 and 23; PRECIS (RFC 8264) for the classes that names are made of.
 */
public enum TextRule {
    /** One line: the rule for every text that nothing else is said of, passwords too. */
    LINE,
    /** Several lines: as LINE, with line breaks and tabs. */
    NOTE,
    /**
     * A name of a person, a place, a workshop: letters of any script, marks, digits, single spaces and a few signs; it
     * holds a letter, so no spreadsheet takes it for a formula and no bank file breaks on it.
     */
    NAME;

    private static final String SIGNS = "་·•・‧.'’-–,，、&()（）《》“”/#№";
    private static final String FIRST_SIGNS = "(（《“";
    private static final int REPLACEMENT = 0xFFFD;
    private static final int[] BIDI = {0x061C, 0x200E, 0x200F};
    private static final int[] FILLERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0};

    /** What is wrong with a text. */
    public enum Fault {
        /** Half a character, a code point that is none, or the sign that stands for a character that was lost. */
        BROKEN,
        /** A control character, a line break where one line is asked, or a sign that turns the order of letters. */
        CONTROL,
        /** Nothing in it can be seen. */
        INVISIBLE,
        /** Not what a name is made of. */
        NOT_A_NAME
    }

    /**
     * The first fault found, null when the text may be taken. The empty text has none: that it must be there is another
     * rule.
     */
    public @Nullable Fault faultOf(String text) {
        if (!text.codePoints().allMatch(TextRule::isCharacter)) {
            return Fault.BROKEN;
        }
        if (!text.codePoints().allMatch(this::isAllowed)) {
            return Fault.CONTROL;
        }
        if (!text.isEmpty() && text.codePoints().noneMatch(TextRule::isSeen)) {
            return Fault.INVISIBLE;
        }
        return this == NAME && !text.isEmpty() && !isName(text) ? Fault.NOT_A_NAME : null;
    }

    public boolean allows(String text) {
        return faultOf(text) == null;
    }

    /** How long a text is to its reader and to the database: in code points. */
    public static int lengthOf(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    private static boolean isCharacter(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean none = (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
        return !surrogate && !none && point != 0 && point != REPLACEMENT;
    }

    private boolean isAllowed(int point) {
        if (this == NOTE && (point == '\n' || point == '\r' || point == '\t')) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> !turnsLetters(point) && !isAnnotation(point);
        };
    }

    private static boolean turnsLetters(int point) {
        return point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                || Arrays.binarySearch(BIDI, point) >= 0;
    }

    /** Interlinear annotation: text between text, that plain text has no place for. */
    private static boolean isAnnotation(int point) {
        return point >= 0xFFF9 && point <= 0xFFFB;
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR -> false;
            default -> Arrays.binarySearch(FILLERS, point) < 0 && !isSelector(point);
        };
    }

    /** Chooses the shape of the character before it. */
    private static boolean isSelector(int point) {
        return point >= 0xFE00 && point <= 0xFE0F || point >= 0x180B && point <= 0x180F || point >= 0xE0000;
    }

    private static boolean isName(String text) {
        int first = text.codePointAt(0);
        boolean begins = isLetter(first) || Character.isDigit(first) || FIRST_SIGNS.indexOf(first) >= 0;
        return begins
                && text.equals(text.strip())
                && !text.contains("  ")
                && text.codePoints().anyMatch(TextRule::isLetter)
                && text.codePoints().allMatch(TextRule::isOfName);
    }

    private static boolean isOfName(int point) {
        return isLetter(point)
                || Character.isDigit(point)
                || isMark(point)
                || point == ' '
                || point == '\u3000'
                || SIGNS.indexOf(point) >= 0;
    }

    /**
     * Ideographs of planes 2 and 3 count, also those that are younger than this JDK's Unicode; 〇 is a letter of names.
     * So do the private ones in which official lists keep characters of places and families that Unicode lacked.
     */
    private static boolean isLetter(int point) {
        return Character.isLetter(point)
                || point >= 0xE000 && point <= 0xF8FF
                || point >= 0x20000 && point < 0x40000
                || Character.getType(point) == Character.LETTER_NUMBER;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
