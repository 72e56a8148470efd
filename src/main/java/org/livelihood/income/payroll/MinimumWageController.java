package org.livelihood.income.payroll;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/minimum-wages")
class MinimumWageController {

    private static final long MOST_FEN = 1_000_000;
    /** Of the Labour Law, which brought minimum wages. */
    private static final int FIRST_YEAR = 1994;

    private final MinimumWages wages;

    MinimumWageController(MinimumWages wages) {
        this.wages = wages;
    }

    record WageBody(
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotNull LocalDate validFrom,
            @NotNull @Positive @Max(MOST_FEN) Long fenPerHour,

            @NotBlank @Size(max = 200) String document) {

        @JsonIgnore
        @AssertTrue
        boolean isOfOurTimes() {
            return validFrom == null
                    || PlausibleDates.isWithin(validFrom, FIRST_YEAR, PlausibleDates.LAST_YEAR_OF_FIGURES);
        }

        MinimumWage toWage() {
            return new MinimumWage(regionCode, validFrom, new Money(fenPerHour), document);
        }
    }

    record WagesView(List<MinimumWage> items) {}

    /** Record a minimum wage. Of a region from a day on. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MinimumWage> record(Caller caller, @Valid @RequestBody WageBody body) {
        return wages.record(caller, body.toWage());
    }

    /** List the minimum wages of a region. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping
    Mono<WagesView> list(@RequestParam @Pattern(regexp = Region.CODE) String region) {
        return wages.list(region).map(WagesView::new);
    }
}
