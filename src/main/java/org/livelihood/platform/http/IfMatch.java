package org.livelihood.platform.http;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client has read before it changes a thing: the header {@code If-Match} (RFC 9110, 13.1.1) over a version that
 * is counted.
 *
 * <p>A tag that a proxy weakened, as those do that compress, counts as the strong one: versions are of what a thing
 * says, never of its bytes. {@code *} means whatever there is.
 *
 * @param any whether every version will do
 * @param versions those that will do otherwise
 */
public record IfMatch(boolean any, Set<Integer> versions) implements IntPredicate {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*");

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /** As written in the header; a tag that is none of ours matches nothing. */
    public static IfMatch of(String header) {
        String tags = header.strip();
        Set<Integer> versions = BETWEEN.splitAsStream(tags)
                .flatMap(tag ->
                        TAG.matcher(tag).results().filter(match -> match.group().equals(tag)))
                .map(IfMatch::version)
                .collect(Collectors.toSet());
        return new IfMatch(tags.equals("*"), versions);
    }

    /** Whatever there is, where a request may leave out what was read. */
    public static IfMatch orAnything(@Nullable IfMatch said) {
        return said == null ? new IfMatch(true, Set.of()) : said;
    }

    @Override
    public boolean test(int version) {
        return any || versions.contains(version);
    }

    private static Integer version(MatchResult tag) {
        return Integer.valueOf(tag.group(1));
    }
}
