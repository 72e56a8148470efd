package org.livelihood.platform.security;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a password may be (OWASP ASVS 5.0, chapter 6.2): at least eight characters of any kind, none of the 30,000 most
 * common and leaked ones nor a simple change of them, and nothing that the login or this program's name gives away.
 *
 * <p>No kinds of characters are prescribed, nothing is cut off, and nothing expires.
 */
@Component
class PasswordRules {

    static final int SHORTEST = 8;

    /** A password that takes fewer than a hundred million guesses is one that lists hold or nearly hold. */
    private static final int WEAKEST_SCORE = 2;

    /** More is not looked at: what is strong so far stays so. */
    private static final int MEASURED = 64;

    private static final Set<String> CONTEXT = Set.of("livelihood", "shengji", "fupin", "zhibo", "taobao", "douyin");

    /** Parts of common passwords of this country that a list from elsewhere does not know. */
    private static final List<String> COMMON_HERE =
            List.of("5201314", "1314520", "woaini", "woaiwojia", "wangyut2", "a123456", "qq123456", "aini1314");

    private final PasswordEncoder encoder;
    private final List<String> known =
            Stream.concat(CONTEXT.stream(), COMMON_HERE.stream()).toList();
    private final Zxcvbn measure = new Zxcvbn();

    PasswordRules(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /** The hash of a password that may be taken. Refused with WEAK_PASSWORD. No event loop hashes. */
    Mono<String> hashed(String login, String password) {
        return Mono.fromCallable(() -> hash(login, password)).subscribeOn(Schedulers.boundedElastic());
    }

    private String hash(String login, String password) {
        if (isWeak(login, password)) {
            throw Refusal.ofField(SecurityReason.WEAK_PASSWORD, "password", SHORTEST);
        }
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    boolean isWeak(String login, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        int[] characters = lower.codePoints().toArray();
        if (characters.length < SHORTEST || lower.contains(login.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String bare = CONTEXT.stream().reduce(lower, (text, word) -> text.replace(word, ""));
        String measured = new String(characters, 0, Math.min(characters.length, MEASURED));
        return bare.codePointCount(0, bare.length()) < SHORTEST / 2
                || measure.measure(measured, known).getScore() < WEAKEST_SCORE;
    }

    /** Whether a password is the one that was hashed. No event loop asks. */
    Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(Schedulers.boundedElastic());
    }
}
