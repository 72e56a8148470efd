package org.livelihood.people.household;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Refusal;

/**
 * Citizen identification number 公民身份号码 (GB 11643-1999): six digits of a region, eight of a day of birth, three of an
 * order, and a check character, ISO 7064 MOD 11-2.
 */
public record IdNumber(String text) {

    /** Regions begin with a province of GB/T 2260; cards of permanent residents from abroad put a 9 before it. */
    private static final Pattern SHAPE = Pattern.compile("(9(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{3}"
            + "|(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4})(?:19|20)[0-9]{9}[0-9X]");

    private static final DateTimeFormatter BIRTH =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int BIRTH_FROM = 6;
    private static final int BIRTH_TO = 14;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /**
     * Refused with ID_NUMBER_INVALID when region, day of birth or check character is wrong; the number itself is not
     * told back. Nobody is born later than today: the one rule of this program that asks the machine's own clock, since
     * a number is no matter of a transaction.
     */
    public static IdNumber of(String text) {
        return of(text, LocalDate.now(ChinaTime.ZONE));
    }

    /** As {@link #of(String)}, as it would be on a day. */
    static IdNumber of(String text, LocalDate today) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(upper).matches() || upper.charAt(17) != checkOf(upper) || !isBornBy(today, upper)) {
            throw Refusal.ofField(HouseholdReason.ID_NUMBER_INVALID, "idNumber");
        }
        return new IdNumber(upper);
    }

    private static boolean isBornBy(LocalDate today, String text) {
        try {
            return !LocalDate.parse(text.substring(BIRTH_FROM, BIRTH_TO), BIRTH).isAfter(today);
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    /** The number whose first 17 digits these are. */
    public static IdNumber ofDigits(String digits) {
        return of(digits + checkOf(digits));
    }

    private static char checkOf(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    /** As it may be shown: the region and the last two characters are left. */
    public static String masked(String text) {
        return text.substring(0, 6) + "**********" + text.substring(16);
    }

    /** Never the number. */
    @Override
    public String toString() {
        return "IdNumber[hidden]";
    }
}
