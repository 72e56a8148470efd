package org.livelihood.income.payroll;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.payable.Source;
import org.livelihood.books.payable.SourceWage;
import org.livelihood.goods.lot.SealedWork.Labour;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A closed pay period: the wages of all lots and sessions that no period before had, up to its last day.
 *
 * @param fenPerHour the minimum wage that held on the last day
 * @param evidence the attendance sheet
 */
record PayPeriod(
        ProducerId producer,
        UUID id,
        LocalDate from,
        LocalDate to,
        Money fenPerHour,
        String evidence,
        AccountId closedBy,
        Instant closedAt) {

    /** @param minutes that no lot tells, as work by the piece has none */
    record Attendance(Party party, long minutes) {}

    record Draft(LocalDate from, LocalDate to, List<Attendance> attendance, String evidence) {

        Draft {
            attendance = List.copyOf(attendance);
        }
    }

    /**
     * What one party worked and was owed.
     *
     * @param topUpFen what the minimum wage adds
     */
    record Line(Party party, long minutes, Money wagesFen, Money topUpFen) {

        static Line of(Party party, long minutes, Money wages, Money perHour) {
            Money lacking = MinimumWage.of(minutes, perHour).minus(wages);
            return new Line(party, minutes, wages, Money.max(Money.ZERO, lacking));
        }
    }

    /** What made wages: a sealed lot, or a session with a host's wage. */
    record Key(Source.Kind kind, UUID id) {}

    /**
     * What a period takes.
     *
     * @param lots with labour, those too that owed nothing for it
     */
    record Taking(List<SourceWage> wages, Set<LotId> lots) {

        Taking {
            wages = List.copyOf(wages);
            lots = Set.copyOf(lots);
        }

        Set<Key> keys() {
            Set<Key> keys = new HashSet<>();
            wages.forEach(wage -> keys.add(new Key(wage.kind(), wage.source())));
            lots.forEach(lot -> keys.add(new Key(Source.Kind.LOT, lot.value())));
            return keys;
        }

        /** What is left after what a period before took. */
        Taking without(Set<Key> taken) {
            return new Taking(
                    wages.stream()
                            .filter(wage -> !taken.contains(new Key(wage.kind(), wage.source())))
                            .toList(),
                    lots.stream()
                            .filter(lot -> !taken.contains(new Key(Source.Kind.LOT, lot.value())))
                            .collect(Collectors.toSet()));
        }
    }

    /** The lines of a period, one a party, in the order of their ids. */
    static List<Line> lines(
            List<SourceWage> wages, Map<Party, Labour> labour, List<Attendance> attendance, Money perHour) {
        Map<Party, Long> worked = new HashMap<>();
        labour.forEach((party, done) -> worked.put(party, done.minutes()));
        attendance.forEach(one -> worked.merge(one.party(), one.minutes(), Math::addExact));
        Map<Party, Money> owed = new HashMap<>();
        wages.forEach(wage -> owed.merge(wage.party(), wage.amount(), Money::plus));
        worked.keySet().forEach(party -> owed.putIfAbsent(party, Money.ZERO));
        List<Line> lines = new ArrayList<>();
        owed.forEach((party, wage) -> lines.add(Line.of(party, worked.getOrDefault(party, 0L), wage, perHour)));
        lines.sort(Comparator.comparing(line -> line.party().id()));
        return lines;
    }
}
