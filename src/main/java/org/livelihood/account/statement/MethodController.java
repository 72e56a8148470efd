package org.livelihood.account.statement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/statement-methods")
class MethodController {

    private final Methods methods;

    MethodController(Methods methods) {
        this.methods = methods;
    }

    record MethodBody(
            @NotNull LocalDate validFrom,
            @NotNull Method.Divisor divisorOn,
            @NotNull @Size(max = 6) List<@NotNull CostKind> costs,

            @NotBlank @Size(max = 200) String document) {

        @JsonIgnore
        @AssertTrue
        boolean isOfOurTimes() {
            return validFrom == null
                    || PlausibleDates.isWithin(
                            validFrom, PlausibleDates.FIRST_YEAR_OF_FIGURES, PlausibleDates.LAST_YEAR_OF_FIGURES);
        }
    }

    record MethodsView(List<Method> items) {}

    /** List the versions of the statement method. None is ever changed, so an old statement can be computed again. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping
    Mono<MethodsView> list() {
        return methods.list().map(MethodsView::new);
    }

    /** Add a version of the statement method. It must hold later than all before it. */
    @Allow(Role.ADMIN)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Method> add(Caller caller, @Valid @RequestBody MethodBody body) {
        return methods.add(caller, new NewMethod(body.validFrom(), body.divisorOn(), body.costs(), body.document()));
    }
}
