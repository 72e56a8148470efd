package org.livelihood.goods.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a title is found by. Of what is written with spaces, the beginnings of each word. Of Chinese, each character and
 * each pair, so that no dictionary has to know where words begin; and, from each character on, the beginnings of its
 * pinyin and of its initials. Of other signs, each and each pair.
 */
public final class SearchWords {

    /** Grows with every change of what titles are found by: those that were taken apart before are taken apart anew. */
    public static final int VERSION = 1;

    /** Letters of what is typed that count; more say nothing new. */
    static final int MOST_LETTERS = 12;

    private final Set<String> words = new LinkedHashSet<>();

    private SearchWords() {}

    /** As titles are compared. */
    public static String folded(String title) {
        return Folding.of(title);
    }

    public static Set<String> of(String title) {
        SearchWords of = new SearchWords();
        Run.of(Folding.of(title)).forEach(of::take);
        return of.words;
    }

    private void take(Run run) {
        switch (run.kind()) {
            case WORD -> beginnings(run.text(), 1);
            case CHARACTERS -> {
                pieces(run);
                Spelling.of(run).forEach(this::spelled);
            }
            default -> pieces(run);
        }
    }

    private void pieces(Run run) {
        for (int i = 0; i < run.points().length; i++) {
            words.add(run.part(i, i + 1));
            if (i > 0) {
                words.add(run.part(i - 1, i + 1));
            }
        }
    }

    private void spelled(List<String> syllables) {
        for (int i = 0; i < syllables.size(); i++) {
            List<String> rest = syllables.subList(i, Math.min(syllables.size(), i + MOST_LETTERS));
            beginnings(String.join("", rest), 2);
            beginnings(initials(rest), 1);
        }
    }

    private static String initials(List<String> syllables) {
        return syllables.stream().map(syllable -> syllable.substring(0, 1)).collect(Collectors.joining());
    }

    private void beginnings(String letters, int shortest) {
        int longest = letters.codePointCount(0, letters.length());
        for (int length = shortest; length <= Math.min(MOST_LETTERS, longest); length++) {
            words.add(beginning(letters, length));
        }
    }

    /** The first of its characters, or all where there are fewer. */
    static String beginning(String letters, int length) {
        int all = letters.codePointCount(0, letters.length());
        return letters.substring(0, letters.offsetByCodePoints(0, Math.min(length, all)));
    }
}
