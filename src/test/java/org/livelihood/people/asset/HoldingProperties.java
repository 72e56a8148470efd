package org.livelihood.people.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.livelihood.people.asset.Asset.Event;
import org.livelihood.people.asset.Asset.EventKind;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;

class HoldingProperties {

    private static final LocalDate GIVEN = LocalDate.parse("2020-03-01");

    private static Asset asset(long units, long valueFen) {
        return new Asset(
                ProducerId.next(),
                AssetId.next(),
                HouseholdId.next(),
                Asset.Kind.RECOVERABLE,
                "hens",
                units,
                new Money(valueFen),
                GIVEN,
                "receipt",
                Instant.EPOCH);
    }

    private static Event event(int seq, EventKind kind, long units, int day, Money relief) {
        boolean relieved = kind == EventKind.RETURNED;
        return new Event(seq, kind, units, GIVEN.plusDays(day), relieved, relief, null, "sheet", Instant.EPOCH);
    }

    @Property
    void unitsAreNeverBelowZeroOnAnyDay(
            @ForAll @LongRange(min = 1, max = 50) long units,
            @ForAll @Size(max = 12) List<@IntRange(max = 29) Integer> days,
            @ForAll @LongRange(max = 30) long step) {
        Holding holding = Holding.of(asset(units, 100), List.of());
        int seq = 0;
        for (int day : days) {
            EventKind kind = EventKind.values()[day % 3];
            seq++;
            try {
                holding = holding.with(event(seq, kind, (step + day) % 31, day, Money.ZERO));
            } catch (Refusal refused) {
                assertThat(refused.reason()).isIn(AssetReason.MORE_THAN_LEFT, AssetReason.COUNT_ABOVE_BALANCE);
            }
            for (int on = 0; on < 31; on++) {
                assertThat(holding.unitsOn(GIVEN.plusDays(on))).isBetween(0L, units);
            }
        }
    }

    @Property
    void returningAllPieceByPieceRelievesTheWholeValue(
            @ForAll @LongRange(min = 1, max = 40) long units, @ForAll @LongRange(min = 1, max = 1_000_000) long value) {
        Holding holding = Holding.of(asset(units, value), List.of());
        Money outstanding = new Money(value);
        for (int i = 1; i <= units; i++) {
            Money relief = holding.reliefOf(1, outstanding);
            outstanding = outstanding.minus(relief);
            holding = holding.with(event(i, EventKind.RETURNED, 1, i, relief));
        }
        assertThat(outstanding).isEqualTo(Money.ZERO);
    }

    @Property
    void nobodyIsRelievedOfMoreThanSheOwes(
            @ForAll @LongRange(min = 1, max = 40) long units,
            @ForAll @LongRange(min = 1, max = 1_000_000) long value,
            @ForAll @LongRange(max = 1_000) long outstanding) {
        Money relief = Holding.of(asset(units, value), List.of()).reliefOf(units, new Money(outstanding));
        assertThat(relief.fen()).isEqualTo(Math.min(value, outstanding));
    }

    @Property
    void aReversedEventIsAsIfItHadNotBeen(
            @ForAll @LongRange(min = 1, max = 50) long units, @ForAll @LongRange(min = 1, max = 50) long lost) {
        Asset asset = asset(units, 100);
        List<Event> events = new ArrayList<>();
        events.add(event(1, EventKind.LOST, lost, 3, Money.ZERO));
        events.add(new Event(
                2, EventKind.REVERSED, lost, GIVEN.plusDays(3), false, Money.ZERO, 1, "sheet", Instant.EPOCH));
        assertThat(Holding.of(asset, events).unitsLeft()).isEqualTo(units);
    }
}
