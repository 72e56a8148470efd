package org.livelihood.payroll;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.payable.Payables;

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

    /** The lines of a period, one a party, in the order of their ids. */
    static List<Line> lines(
            List<Payables.Wage> wages, Map<Party, Long> minutes, List<Attendance> attendance, Money perHour) {
        Map<Party, Long> worked = new HashMap<>(minutes);
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
