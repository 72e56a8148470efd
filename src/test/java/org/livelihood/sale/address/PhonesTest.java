package org.livelihood.sale.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Refusal;

class PhonesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    13800138000           | 13800138000
                    138 0013 8000         | 13800138000
                    138-0013-8000         | 13800138000
                    １３８００１３８０００ | 13800138000
                    +86 138 0013 8000     | 13800138000
                    8613800138000         | 13800138000
                    008613800138000       | 13800138000
                    13800138000-1234      | 13800138000-1234
                    13800138000转1234      | 13800138000-1234
                    0557-7012345          | 0557-701-2345
                    (010) 6552 9988       | 010-6552-9988
                    400 812 3123          | 400-812-3123
                    +852 2123 4567        | +85221234567
                    """)
    void areWrittenAsTheyAreDialled(String said, String written) {
        assertThat(Phones.of(said)).isEqualTo(written);
        assertThat(Phones.of(written)).as("what was written is read again").isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12800138000", "1380013800", "138001380001", "110", "number", "7012345", "+1 2", "", " "})
    void othersAreNone(String said) {
        assertThatThrownBy(() -> Phones.of(said))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(AddressReason.PHONE_INVALID));
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, 138****8000",
        "13800138000-1234, 138****1234",
        "400-812-3123, 400****3123",
        "21234567, ****4567"
    })
    void areMasked(String phone, String masked) {
        Destination to = new Destination("王小明", phone, "341226107201", "12号");
        assertThat(to.mask()).isEqualTo(new MaskedDestination("王*", masked, "341226107201"));
        assertThat(to.toString()).doesNotContain("小明", "12号", phone);
    }
}
