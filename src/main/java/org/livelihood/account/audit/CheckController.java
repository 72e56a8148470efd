package org.livelihood.account.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/audit")
class CheckController {

    private final Checks checks;

    CheckController(Checks checks) {
        this.checks = checks;
    }

    record ListView(List<Checks.Listed> items) {}

    /**
     * List the checks. The invariants (I1, I2 and so on) and the frauds (F1, F2 and so on) that are looked for, each
     * with its rule.
     */
    @GetMapping("/checks")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<ListView> list() {
        return Mono.fromCallable(() -> new ListView(checks.list()));
    }

    /**
     * Run one check. The answer is PASS or the offending rows. Auditors ask about everything, officers about a region
     * or a producer of their own.
     *
     * @param code the check's code, such as I1 or F3
     * @param from first day in China; a year before the last day when absent
     * @param to last day in China, included; today when absent
     * @param limit the most offending rows to show
     */
    @GetMapping("/checks/{code}")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Checks.Result> run(
            Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam(defaultValue = "20") @Min(1) @Max(1000) int limit) {
        return checks.run(caller, code, new CheckQuestion(from, to, producer, region, limit));
    }

    /**
     * Run all checks, one after the other. Answers with what each of them found.
     *
     * @param from first day in China; a year before the last day when absent
     * @param to last day in China, included; today when absent
     * @param limit the most offending rows to show of each check
     */
    @GetMapping("/summary")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Checks.Summary> summary(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam(defaultValue = "5") @Min(1) @Max(100) int limit) {
        return checks.runAll(caller, new CheckQuestion(from, to, producer, region, limit));
    }
}
