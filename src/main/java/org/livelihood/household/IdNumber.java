package org.livelihood.household;

import java.util.Locale;
import java.util.regex.Pattern;
import org.livelihood.kernel.Refusal;

/** Citizen identification number 公民身份号码 (GB 11643-1999): 17 digits and a check character, ISO 7064 MOD 11-2. */
public record IdNumber(String text) {

    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{5}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /** Refused with ID_NUMBER_INVALID when shape or check character is wrong; the number itself is not told back. */
    public static IdNumber of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(upper).matches() || upper.charAt(17) != checkOf(upper)) {
            throw Refusal.ofField(HouseholdReason.ID_NUMBER_INVALID, "idNumber");
        }
        return new IdNumber(upper);
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
