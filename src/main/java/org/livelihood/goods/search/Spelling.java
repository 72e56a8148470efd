package org.livelihood.goods.search;

import com.github.houbb.pinyin.constant.enums.PinyinStyleEnum;
import com.github.houbb.pinyin.util.PinyinHelper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How Chinese characters are read, in pinyin without tones; ü is written v, as it is typed. Many characters have
 * several readings: the likely one of each comes from the words of the text, others stand beside it one at a time.
 */
final class Spelling {

    /** Of one run: the likely reading, and with one character read in another way. */
    private static final int MOST_READINGS = 8;

    private static final Pattern SYLLABLE = Pattern.compile("[a-z]+");

    private Spelling() {}

    /** The syllables of a run, in each of its readings, the likely one first; nothing where a character has none. */
    static List<List<String>> of(Run run) {
        List<List<String>> choices = choices(run.text());
        if (choices.isEmpty()) {
            return List.of();
        }
        List<String> likely = choices.stream().map(choice -> choice.get(0)).toList();
        List<List<String>> readings = new ArrayList<>(List.of(likely));
        for (int i = 0; i < choices.size(); i++) {
            for (String other : choices.get(i)) {
                if (!other.equals(likely.get(i)) && readings.size() < MOST_READINGS) {
                    List<String> reading = new ArrayList<>(likely);
                    reading.set(i, other);
                    readings.add(reading);
                }
            }
        }
        return readings;
    }

    /** The readings of each character that has one, the likely one first. */
    private static List<List<String>> choices(String text) {
        String[] likely = PinyinHelper.toPinyin(text, PinyinStyleEnum.NORMAL).split(" ");
        List<List<String>> choices = new ArrayList<>();
        for (int i = 0; i < text.length() && likely.length == text.length(); i++) {
            List<String> readings = Stream.concat(
                            Stream.of(likely[i]),
                            PinyinHelper.toPinyinList(text.charAt(i), PinyinStyleEnum.NORMAL).stream())
                    .map(reading -> reading.replace('ü', 'v'))
                    .filter(reading -> SYLLABLE.matcher(reading).matches())
                    .distinct()
                    .toList();
            if (!readings.isEmpty()) {
                choices.add(readings);
            }
        }
        return choices;
    }
}
