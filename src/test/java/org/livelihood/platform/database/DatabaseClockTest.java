package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseClockTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.livelihood");

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "P-1D", "PT0S", "P400D"})
    @DisplayName("G4: whatever the machine's clock says, the time is the database's")
    void theDatabaseDecides(Duration shift) {
        Clock host = Clock.offset(Clock.systemUTC(), shift);
        DatabaseClock clock = new DatabaseClock(host, shift.negated());
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.SECONDS));
        assertThat(clock.hostAhead()).isCloseTo(shift, Duration.ofSeconds(1));
        assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).instant())
                .isCloseTo(Instant.now(), within(1, ChronoUnit.SECONDS));
    }

    @Test
    @DisplayName("G4: an answer of the database sets the clock, also of other zones; what its travel explains does not")
    void answersSetIt() {
        DatabaseClock clock = new DatabaseClock(Clock.systemUTC(), Duration.ZERO);
        Clock shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));
        long now = System.nanoTime();
        Instant hourLater = Instant.now().plus(1, ChronoUnit.HOURS);
        clock.set(hourLater, now - 1_000_000, now);
        assertThat(shanghai.instant()).isCloseTo(hourLater, within(1, ChronoUnit.SECONDS));

        Instant before = clock.instant();
        clock.set(before.minusMillis(20), now - 100_000_000, now);
        assertThat(clock.instant()).isAfterOrEqualTo(before);
    }

    /** A birth date is bounded by today to the day, and nodes share nothing of that. */
    private static final String BIRTH_DATES = "org.livelihood.people.household.IdNumber";

    @Test
    @DisplayName("G4: everything asks the one clock: nobody reads the machine's")
    void nobodyReadsTheMachinesClock() {
        Set<String> readers = Set.of("now", "systemUTC", "systemDefaultZone", "system", "currentTimeMillis");
        List<String> calls = MAIN.stream()
                .filter(type -> !type.getPackageName().equals("org.livelihood.platform.database"))
                .filter(type -> !type.getName().equals(BIRTH_DATES))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> readers.contains(call.getName()))
                .filter(call -> call.getTargetOwner().getName().matches("java\\.time\\..*|java\\.lang\\.System"))
                .filter(call -> call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class)))
                .map(JavaMethodCall::getDescription)
                .toList();
        assertThat(calls).isEmpty();
        long askers = MAIN.stream()
                .filter(type -> type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(Clock.class)))
                .map(JavaClass::getName)
                .count();
        assertThat(askers).isGreaterThan(40);
    }
}
