package org.livelihood.goods.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody looks for, taken apart as titles are.
 *
 * @param text the whole, as titles are compared
 * @param words a title that is found has all of them, in any order
 * @param phrases and these as they are, for pairs of characters may be there without the whole
 * @param near what a title has several of that is like it: other characters that sound the same, or most letters
 */
public record Wanted(String text, Set<String> words, List<String> phrases, Set<String> near) {

    private static final int PAIR = 2;
    private static final int SHORTEST_NEAR = 3;
    private static final int MOST_NEAR = 40;

    /** Signs are looked for where nothing else is. */
    public static Wanted of(String asked) {
        String text = Folding.of(asked);
        List<Run> all = Run.of(text);
        List<Run> spoken =
                all.stream().filter(run -> run.kind() != Run.Kind.SIGNS).toList();
        List<Run> runs = spoken.isEmpty() ? all : spoken;
        Set<String> words = new LinkedHashSet<>();
        Set<String> near = new LinkedHashSet<>();
        runs.forEach(run -> {
            words.addAll(wordsOf(run));
            near.addAll(nearTo(run));
        });
        List<String> phrases = runs.stream()
                .filter(run -> run.kind() != Run.Kind.WORD && run.points().length > PAIR)
                .map(Run::text)
                .toList();
        return new Wanted(text, words, phrases, near.stream().limit(MOST_NEAR).collect(Collectors.toSet()));
    }

    private static Set<String> wordsOf(Run run) {
        if (run.kind() == Run.Kind.WORD) {
            return Set.of(beginning(run.text()));
        }
        return run.points().length < PAIR ? Set.of(run.text()) : pairs(run);
    }

    private static Set<String> pairs(Run run) {
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = PAIR; i <= run.points().length; i++) {
            pairs.add(run.part(i - PAIR, i));
        }
        return pairs;
    }

    private static Set<String> nearTo(Run run) {
        Set<String> near = new LinkedHashSet<>();
        if (run.kind() == Run.Kind.WORD) {
            String word = beginning(run.text());
            for (int length = SHORTEST_NEAR; length <= SearchWords.MOST_LETTERS; length++) {
                near.add(SearchWords.beginning(word, length));
            }
        } else if (run.kind() == Run.Kind.CHARACTERS) {
            Spelling.of(run).stream().limit(1).forEach(syllables -> near.addAll(sounds(syllables)));
            near.addAll(wordsOf(run));
        }
        return near;
    }

    /** The whole, and each two syllables of it. */
    private static Set<String> sounds(List<String> syllables) {
        Set<String> sounds = new LinkedHashSet<>(Set.of(beginning(String.join("", syllables))));
        for (int i = PAIR; i <= syllables.size(); i++) {
            sounds.add(beginning(String.join("", syllables.subList(i - PAIR, i))));
        }
        return sounds;
    }

    private static String beginning(String letters) {
        return SearchWords.beginning(letters, SearchWords.MOST_LETTERS);
    }
}
