package org.livelihood.account.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RatioProperties {

    @Example
    void figuresOfTheReport() {
        assertThat(new Ratio(25, 33L).percent()).isEqualTo("75.76");
        assertThat(new Ratio(180, 341L).percent()).isEqualTo("52.79");
        assertThat(new Ratio(2, 351L).percent()).isEqualTo("0.57");
        assertThat(new Ratio(20, 27L).percent()).isEqualTo("74.07");
        assertThat(new Ratio(20, 27L).text()).isEqualTo("20/27");
        assertThat(new Ratio(1, 2L).whole()).isEqualTo("1");
        assertThat(new Ratio(-1, 2L).whole()).isEqualTo("-1");
    }

    @Example
    void withoutABaseThereIsNoFigure() {
        assertThat(new Ratio(5, null).text()).isNull();
        assertThat(new Ratio(5, null).percent()).isNull();
        assertThat(new Ratio(0, 0L).percent()).isNull();
        assertThat(new Ratio(0, 0L).text()).isEqualTo("0/0");
    }

    /** What is shown is never further from the exact ratio than half of its last digit: 2 |100 n - p d| <= d / 100. */
    @Property
    void roundingIsToTheNearest(@ForAll long numerator, @ForAll @LongRange(min = 1) long denominator) {
        BigDecimal shown = new BigDecimal(Objects.requireNonNull(new Ratio(numerator, denominator).percent()));
        BigInteger hundredths = shown.unscaledValue();
        BigInteger exact = BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(10_000));
        BigInteger off = exact.subtract(hundredths.multiply(BigInteger.valueOf(denominator)))
                .abs();
        assertThat(shown.scale()).isEqualTo(2);
        assertThat(off.multiply(BigInteger.TWO)).isLessThanOrEqualTo(BigInteger.valueOf(denominator));
    }

    @Property
    void oppositesAreShownAlike(
            @ForAll @LongRange(min = 1) long numerator, @ForAll @LongRange(min = 1) long denominator) {
        String whole = new Ratio(numerator, denominator).whole();
        String opposite = Objects.requireNonNull(new Ratio(-numerator, denominator).whole());
        assertThat(opposite.replace("-", "")).isEqualTo(whole);
    }
}
