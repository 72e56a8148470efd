package org.livelihood.income.payroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.livelihood.books.hours.Hours;
import org.livelihood.books.payable.Source;
import org.livelihood.books.payable.SourceWage;
import org.livelihood.goods.lot.SealedWork.Labour;
import org.livelihood.income.payroll.AttendanceSheet.Told;
import org.livelihood.income.payroll.PayPeriod.Attendance;
import org.livelihood.income.payroll.PayPeriod.Draft;
import org.livelihood.income.payroll.PayPeriod.Line;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;

class PayrollProperties {

    private static final Party KNITTER = Party.of(HouseholdId.next());
    private static final Party PACKER = Party.of(HouseholdId.next());

    private static final Set<UUID> ONE = Set.of(UUID.randomUUID());
    private static final Set<UUID> TWO = Set.of(UUID.randomUUID(), UUID.randomUUID());

    private static SourceWage wage(Party party, long fen) {
        return new SourceWage(Source.Kind.LOT, UUID.randomUUID(), party, new Money(fen));
    }

    @Example
    void anHourPaysTheMinimumToTheFenAndPartsOfItAreRoundedUp() {
        assertThat(MinimumWage.of(60, new Money(1_800))).isEqualTo(new Money(1_800));
        assertThat(MinimumWage.of(1, new Money(1_801))).isEqualTo(new Money(31));
        assertThat(MinimumWage.of(0, new Money(1_801))).isEqualTo(Money.ZERO);
    }

    @Example
    void wagesOfAllSourcesCountAgainstAllMinutes() {
        List<Line> lines = PayPeriod.lines(
                List.of(wage(KNITTER, 1_000), wage(KNITTER, 500), wage(PACKER, 9_000)),
                Map.of(KNITTER, new Labour(60, 0, ONE)),
                List.of(new Attendance(KNITTER, 30), new Attendance(PACKER, 60)),
                new Money(1_800));
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        new Line(KNITTER, 90, new Money(1_500), new Money(1_200)),
                        new Line(PACKER, 60, new Money(9_000), Money.ZERO));
    }

    private static Draft sheet(Attendance... attendance) {
        LocalDate day = LocalDate.parse("2026-03-02");
        return new Draft(day, day.plusDays(1), List.of(attendance), "sheet 3");
    }

    private static List<Told> spread(Draft draft, Map<Party, Labour> labour) {
        AttendanceSheet sheet =
                new AttendanceSheet(draft, AttendanceSheet.persons(Map.of(KNITTER, TWO), labour, List.of()));
        sheet.require(labour);
        return sheet.spread(Map.of());
    }

    private static void refused(PayrollReason reason, Draft draft, Map<Party, Labour> labour) {
        assertThatThrownBy(() -> spread(draft, labour))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Example
    void aSheetNamesWhoWorkedOnceAndNobodyLongerThanTheDaysOfThePeriod() {
        Map<Party, Labour> late = Map.of(PACKER, new Labour(30, 5, ONE));
        Draft full = sheet(new Attendance(KNITTER, 4 * 1_440), new Attendance(PACKER, 2_880));
        assertThat(spread(full, late)).hasSize(3).allMatch(told -> told.minutes() == 2_880);
        refused(PayrollReason.TOO_MANY_MINUTES, sheet(new Attendance(KNITTER, 4 * 1_440 + 1)), late);
        refused(PayrollReason.TOO_MANY_MINUTES, sheet(new Attendance(PACKER, 2_881)), late);
        refused(PayrollReason.NOT_LINKED, sheet(new Attendance(PACKER, 1)), Map.of());
        refused(PayrollReason.TWICE, sheet(new Attendance(KNITTER, 1), new Attendance(KNITTER, 1)), late);
        refused(PayrollReason.MINUTES_MISSING, sheet(), Map.of(PACKER, new Labour(0, 5, ONE)));
    }

    @Example
    void aHouseholdsMinutesAreSpreadEvenlyAsFarAsEachHasRoom() {
        assertThat(spread(sheet(new Attendance(KNITTER, 601)), Map.of()))
                .extracting(Told::minutes)
                .containsExactlyInAnyOrder(301L, 300L);
        assertThat(spread(sheet(new Attendance(KNITTER, 1)), Map.of())).hasSize(1);

        List<UUID> persons = TWO.stream().toList();
        LocalDate day = LocalDate.parse("2026-03-02");
        Hours nearlyFull = new Hours(List.of(new Hours.Stint(day, day.plusDays(1), 2_780)));
        Map<UUID, Hours> book = Map.of(persons.get(0), nearlyFull);
        AttendanceSheet sheet = new AttendanceSheet(
                sheet(new Attendance(KNITTER, 601)),
                AttendanceSheet.persons(Map.of(KNITTER, TWO), Map.of(), List.of()));
        assertThat(sheet.spread(book))
                .containsExactlyInAnyOrder(
                        new Told(KNITTER, persons.get(0), 100), new Told(KNITTER, persons.get(1), 501));
    }

    @Property
    void nobodyIsPaidLessThanTheMinimumAndNoFenMoreThanThatIsAdded(
            @ForAll @LongRange(min = 0, max = 10_000_000) long minutes,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long wages,
            @ForAll @LongRange(min = 1, max = 1_000_000) long perHour) {
        Line line = Line.of(KNITTER, minutes, new Money(wages), new Money(perHour));
        long paid = line.wagesFen().plus(line.topUpFen()).fen();
        assertThat(paid * 60).isGreaterThanOrEqualTo(minutes * perHour);
        if (line.topUpFen().isPositive()) {
            assertThat((paid - 1) * 60).isLessThan(minutes * perHour);
        }
    }
}
