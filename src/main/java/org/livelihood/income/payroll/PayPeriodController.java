package org.livelihood.income.payroll;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.payroll.PayPeriod.Attendance;
import org.livelihood.income.payroll.PayPeriod.Draft;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.WorkerId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/pay-periods")
class PayPeriodController {

    private static final long MOST_MINUTES = 10_000_000;

    private final PayPeriods periods;

    PayPeriodController(PayPeriods periods) {
        this.periods = periods;
    }

    /** Minutes of a household's members together, or of a worker of no household. */
    record AttendanceBody(
            @Nullable HouseholdId householdId,
            @Nullable WorkerId workerId,
            @NotNull @Positive @Max(MOST_MINUTES) Long minutes) {

        @JsonIgnore
        @AssertTrue
        boolean isOfOne() {
            return (householdId == null) != (workerId == null);
        }

        Attendance toAttendance() {
            Party party = householdId != null ? Party.of(householdId) : Party.of(required(workerId));
            return new Attendance(party, minutes);
        }

        private static WorkerId required(@Nullable WorkerId worker) {
            if (worker == null) {
                throw new IllegalStateException("validated before");
            }
            return worker;
        }
    }

    record PeriodBody(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Nullable @Size(max = 2_000) List<@Valid @NotNull AttendanceBody> attendance,

            @NotBlank @Size(max = 200) String evidence) {

        Draft toDraft() {
            List<Attendance> minutes = attendance == null
                    ? List.of()
                    : attendance.stream().map(AttendanceBody::toAttendance).toList();
            return new Draft(from, to, minutes, evidence);
        }
    }

    /**
     * Close a pay period. Wages are counted up to its last day, work that was entered late with them, and what the
     * minimum wage adds is owed.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<PayPeriod>> close(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody PeriodBody body) {
        return once.created(
                "pay period " + producer, body, PayPeriod.class, () -> periods.close(caller, producer, body.toDraft()));
    }

    /** List a producer's pay periods. */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping
    Mono<Page<PayPeriod>> list(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return periods.list(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Read a pay period.
     *
     * @param id the pay period's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}")
    Mono<PayPeriod> get(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return periods.get(caller, producer, id);
    }

    /**
     * List the lines of a pay period. What each worker worked and was owed.
     *
     * @param id the pay period's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}/lines")
    Mono<Page<PayPeriod.Line>> lines(
            Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id, Paging paging) {
        return periods.lines(caller, producer, id, paging.after(), paging.limit());
    }
}
