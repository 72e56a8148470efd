package org.livelihood.goods.search;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Writes a text as all are compared: full-width as plain, capitals as small, traditional characters as simplified. */
final class Folding {

    private Folding() {}

    /** By NFKC (Unicode 15.1, annex 15); marks and invisible signs go, and spaces but single ones. */
    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(point -> !isDropped(point))
                .forEach(point -> folded.appendCodePoint(simplified(point)));
        return folded.toString().strip().replaceAll("\\s+", " ");
    }

    private static boolean isDropped(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The first of several: a title and a question are folded by the same rule, so either would do. */
    private static int simplified(int point) {
        if (!Character.isIdeographic(point) || !Character.isBmpCodePoint(point)) {
            return point;
        }
        List<String> simple = ZhConverterUtil.toSimple((char) point);
        return simple == null || simple.isEmpty() ? point : simple.get(0).codePointAt(0);
    }
}
