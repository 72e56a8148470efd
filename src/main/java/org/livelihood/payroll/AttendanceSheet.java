package org.livelihood.payroll;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.Refusal;
import org.livelihood.lot.Works.Labour;
import org.livelihood.payable.Payables;
import org.livelihood.payroll.PayPeriod.Attendance;
import org.livelihood.payroll.PayPeriod.Draft;

/** What an attendance sheet 考勤表 must tell and may not: pure. */
final class AttendanceSheet {

    private static final long MINUTES_OF_A_DAY = 24 * 60;
    private static final int MOST_NAMED = 20;

    private AttendanceSheet() {}

    /**
     * Whom a sheet may name, with how many persons: who stood to the producer as a worker on any day of the period, and
     * who worked on what the period takes, late work of those who have left too.
     *
     * @param workers by household, or one for a worker of none
     */
    static Map<Party, Long> persons(Map<Party, Long> workers, Map<Party, Labour> labour, List<Payables.Wage> wages) {
        Map<Party, Long> persons = new HashMap<>(workers);
        labour.forEach((party, done) -> persons.merge(party, done.persons(), Math::max));
        wages.forEach(wage -> persons.putIfAbsent(wage.party(), 1L));
        return persons;
    }

    /**
     * Nobody stands in it twice or works more than 24 hours a day, and who worked by the piece alone is in it.
     *
     * @throws Refusal with TWICE, NOT_LINKED, TOO_MANY_MINUTES or MINUTES_MISSING
     */
    static void require(Draft draft, Map<Party, Labour> labour, Map<Party, Long> persons) {
        long most = MINUTES_OF_A_DAY * (ChronoUnit.DAYS.between(draft.from(), draft.to()) + 1);
        Set<Party> told = new HashSet<>();
        List<Attendance> attendance = draft.attendance();
        for (int i = 0; i < attendance.size(); i++) {
            Party party = attendance.get(i).party();
            if (!told.add(party)) {
                throw Refusal.ofField(PayrollReason.TWICE, "attendance", party.id());
            }
            long counted = persons.getOrDefault(party, 0L);
            if (counted == 0) {
                throw Refusal.ofField(PayrollReason.NOT_LINKED, "attendance", party.id());
            }
            if (attendance.get(i).minutes() > most * counted) {
                String field = "attendance[" + i + "].minutes";
                throw Refusal.ofField(PayrollReason.TOO_MANY_MINUTES, field, party.id(), most * counted);
            }
        }
        requireTold(labour, told);
    }

    private static void requireTold(Map<Party, Labour> labour, Set<Party> told) {
        List<String> silent = labour.entrySet().stream()
                .filter(done -> done.getValue().pieces() > 0 && done.getValue().minutes() == 0)
                .map(Map.Entry::getKey)
                .filter(party -> !told.contains(party))
                .map(party -> party.id().toString())
                .sorted()
                .toList();
        if (!silent.isEmpty()) {
            String named = silent.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            throw Refusal.ofField(PayrollReason.MINUTES_MISSING, "attendance", silent.size(), named);
        }
    }
}
