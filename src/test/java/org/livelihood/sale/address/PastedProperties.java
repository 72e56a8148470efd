package org.livelihood.sale.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PastedProperties {

    private static final String ADDRESS = "安徽省宿州市泗县大庄镇洪单村12号";

    @Provide
    Arbitrary<String> mobiles() {
        return Arbitraries.strings().numeric().ofLength(8).map(digits -> "138" + digits);
    }

    @Provide
    Arbitrary<String> betweens() {
        return Arbitraries.of(" ", "  ", ",", "，", ", ", ";", "；", "\n", "\r\n", "\t", "　", "。", " | ");
    }

    @Property(tries = 300)
    void theOrderOfPartsAndWhatStandsBetweenThemSaysNothing(
            @ForAll("mobiles") String phone, @ForAll("betweens") String between, @ForAll int order) {
        List<String> parts = new ArrayList<>(List.of("张三", phone, ADDRESS));
        Collections.shuffle(parts, new Random(order));
        PastedText pasted = PastedText.of(PastedText.plain(String.join(between, parts)), word -> false);
        assertThat(pasted).isEqualTo(new PastedText("张三", phone, ADDRESS));
    }

    @Property(tries = 500)
    void anyTextIsTaken(@ForAll String text) {
        PastedText pasted = PastedText.of(PastedText.plain(text), word -> false);
        assertThat(RegionTrail.NONE.on(pasted.place(), List.of())).isEqualTo(RegionTrail.NONE);
    }
}
