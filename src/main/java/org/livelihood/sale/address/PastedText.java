package org.livelihood.sale.address;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody pasted in one piece, told apart into whom, her number, and where: {@code 张三 13800138000 安徽省...12号} in
 * any order, with or without labels. What cannot be told is null.
 *
 * @param place what is neither name nor number, in one piece
 */
record PastedText(@Nullable String recipient, @Nullable String phone, String place) {

    /** Where the number stood: names stand beside it. */
    private static final String NUMBER = "\u0001";

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|。]+");
    private static final Pattern NAME_LABEL = Pattern.compile("(?:收件人|收货人|联系人)(?:姓名)?\\s*:?|(?<![\\p{L}])姓名\\s*:?");
    private static final Pattern LABEL = Pattern.compile(
            "(?:手机|联系|电话)(?:电话|号码|号)?\\s*:|(?:收货|收件|详细)?地址\\s*:?|所在地区\\s*:?|邮(?:政编码|编)\\s*:?\\s*\\d{6}");
    private static final Pattern POST_CODE = Pattern.compile("\\d{6}");
    private static final Pattern NAME =
            Pattern.compile("\\p{IsHan}{2,4}|\\p{IsHan}+·[\\p{IsHan}·]+|\\p{IsLatin}{2,20}");
    private static final Pattern PLACE_END = Pattern.compile(".*[省市区县旗州盟镇乡村屯组队路街道巷弄号栋幢座楼层室户苑园城厂校院店]");
    private static final Pattern PUT_TO_NAMES = Pattern.compile("\\(?收\\)?$");
    private static final String LABELLED = "\u0002";

    /** Widths, spaces and extensions, as all that follows reads them. */
    static String plain(String text) {
        return Phones.withExtension(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /**
     * @param plain as {@link #plain} gives it
     * @param isPlace whether a word is nothing but the name of a region
     */
    static PastedText of(String plain, Predicate<String> isPlace) {
        Optional<Phones.Found> phone = Phones.in(plain);
        String marked = phone.map(
                        found -> plain.substring(0, found.start()) + " " + NUMBER + " " + plain.substring(found.end()))
                .orElse(plain);
        String labelled =
                NAME_LABEL.matcher(LABEL.matcher(marked).replaceAll(" ")).replaceAll(" " + LABELLED + " ");
        List<String> words = new ArrayList<>(BETWEEN.splitAsStream(labelled)
                .filter(word -> !word.isEmpty() && !POST_CODE.matcher(word).matches())
                .toList());
        int name = placeOfName(words, isPlace);
        String recipient = name < 0 ? null : withoutCourtesy(words.get(name));
        if (name >= 0) {
            words.remove(name);
        }
        words.removeIf(word -> word.equals(NUMBER) || word.equals(LABELLED));
        return new PastedText(recipient, phone.map(Phones.Found::phone).orElse(null), joined(words));
    }

    private static String withoutCourtesy(String word) {
        Matcher courtesy = PUT_TO_NAMES.matcher(word);
        return courtesy.find() && courtesy.start() > 1 ? word.substring(0, courtesy.start()) : word;
    }

    /** The word after a label; else of those that may be a name the likeliest, -1 where none is. */
    private static int placeOfName(List<String> words, Predicate<String> isPlace) {
        int label = words.indexOf(LABELLED);
        if (label >= 0 && label + 1 < words.size() && !words.get(label + 1).equals(NUMBER)) {
            return label + 1;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = withoutCourtesy(words.get(i));
            if (NAME.matcher(word).matches() && !isPlace.test(word)) {
                places.add(i);
            }
        }
        return places.stream()
                .min(Comparator.comparing(
                                (Integer i) -> PLACE_END.matcher(words.get(i)).matches())
                        .thenComparing(i -> !isAtAnEdge(words, i))
                        .thenComparing(i -> words.get(i).length())
                        .thenComparing(i -> i))
                .filter(i -> words.size() > 1)
                .orElse(-1);
    }

    private static boolean isAtAnEdge(List<String> words, int i) {
        return i == 0
                || i == words.size() - 1
                || words.get(i - 1).equals(NUMBER)
                || words.get(i + 1).equals(NUMBER);
    }

    /** Chinese has no spaces; between Latin words and numbers they stay. */
    private static String joined(List<String> words) {
        StringBuilder place = new StringBuilder();
        for (String word : words) {
            if (!place.isEmpty() && isAscii(place.charAt(place.length() - 1)) && isAscii(word.charAt(0))) {
                place.append(' ');
            }
            place.append(word);
        }
        return place.toString();
    }

    private static boolean isAscii(char letter) {
        return letter < 0x80;
    }
}
