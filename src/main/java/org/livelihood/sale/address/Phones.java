package org.livelihood.sale.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.livelihood.platform.kernel.Refusal;

/**
 * Telephone numbers, by the numbering plans that libphonenumber carries (ITU-T E.164); one without a country is
 * mainland China's.
 *
 * <p>Written as they are dialled there: {@code 13800138000}, {@code 0557-7012345}; others with their country:
 * {@code +85221234567}. An extension, which the numbers have that hide a buyer's own, comes after a hyphen.
 */
final class Phones {

    private static final String HOME = "CN";
    private static final int HOME_CODE = 86;
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final Pattern EXTENSION = Pattern.compile("(\\d{11})\\s*(?:-|转|分机)\\s*(\\d{1,6})(?!\\d)");

    private Phones() {}

    /** Where a number stands in a text. */
    record Found(String phone, int start, int end) {}

    /** @throws Refusal {@link AddressReason#PHONE_INVALID}, which does not tell the number back */
    static String of(String text) {
        try {
            PhoneNumber number = PLANS.parse(withExtension(Normalizer.normalize(text, Normalizer.Form.NFKC)), HOME);
            if (PLANS.isValidNumber(number)) {
                return written(number);
            }
        } catch (NumberParseException none) {
            throw refused();
        }
        throw refused();
    }

    private static Refusal refused() {
        return Refusal.ofField(AddressReason.PHONE_INVALID, "phone");
    }

    /** The number to call in a text: the first mobile, or else the first. */
    static Optional<Found> in(String text) {
        String said = withExtension(text);
        List<PhoneNumberMatch> all = StreamSupport.stream(
                        PLANS.findNumbers(said, HOME, Leniency.VALID, Long.MAX_VALUE)
                                .spliterator(),
                        false)
                .toList();
        return all.stream()
                .filter(match -> PLANS.getNumberType(match.number()) == PhoneNumberType.MOBILE)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(match -> new Found(written(match.number()), match.start(), match.end()));
    }

    /** As the library reads an extension. */
    static String withExtension(String text) {
        return EXTENSION.matcher(text).replaceAll("$1;ext=$2");
    }

    private static String written(PhoneNumber number) {
        String own = number.getCountryCode() == HOME_CODE
                ? PLANS.format(bare(number), PhoneNumberFormat.NATIONAL)
                : PLANS.format(bare(number), PhoneNumberFormat.E164);
        String plain = PLANS.getNumberType(number) == PhoneNumberType.MOBILE ? own.replace(" ", "") : own;
        String dialled = plain.replace(' ', '-');
        return number.hasExtension() ? dialled + "-" + number.getExtension() : dialled;
    }

    private static PhoneNumber bare(PhoneNumber number) {
        return new PhoneNumber().mergeFrom(number).clearExtension();
    }
}
