package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MoneyProperties {

    private static BigInteger exact(long fen, long part, long whole) {
        return BigInteger.valueOf(fen).multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(whole));
    }

    @Property
    void aProportionIsExactOrRefusedWhateverTheNumbers(@ForAll long fen, @ForAll long part, @ForAll long whole) {
        if (whole == 0 || exact(fen, part, whole).bitLength() >= Long.SIZE) {
            assertThatThrownBy(() -> new Money(fen).proportion(part, whole)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(new Money(fen).proportion(part, whole).fen())
                    .isEqualTo(exact(fen, part, whole).longValueExact());
        }
    }

    @Property
    void smallOnesToo(@ForAll int fen, @ForAll short part, @ForAll short whole) {
        aProportionIsExactOrRefusedWhateverTheNumbers(fen, part, whole);
    }

    @Example
    void extremesDoNotOverflow() {
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).proportion(1, -1)).isInstanceOf(ArithmeticException.class);
        assertThat(new Money(Long.MIN_VALUE).proportion(1, 1)).isEqualTo(new Money(Long.MIN_VALUE));
        assertThat(new Money(Long.MAX_VALUE).proportion(Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(new Money(Long.MAX_VALUE));
        assertThatThrownBy(() -> new Money(0).proportion(1, 0)).isInstanceOf(ArithmeticException.class);
    }
}
