package org.livelihood.household;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class MemberSpanController {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private final MemberSpans spans;

    MemberSpanController(MemberSpans spans) {
        this.spans = spans;
    }

    record SpanBody(
            @Nullable LocalDate from,
            @Nullable LocalDate until,

            @NotBlank @Size(max = 200) String document) {

        @JsonIgnore
        @AssertTrue
        boolean isInOrder() {
            return from == null || until == null || !until.isBefore(from);
        }

        @JsonIgnore
        @AssertTrue
        boolean isOfOurTimes() {
            return isOurs(from) && isOurs(until);
        }

        private static boolean isOurs(@Nullable LocalDate day) {
            return day == null || (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        }
    }

    /** Records since when and until when a member belongs to the household; both days included, either may be open. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/members/{id}/spans")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> record(Caller caller, @PathVariable MemberId id, @Valid @RequestBody SpanBody body) {
        return spans.record(caller, id, new MemberSpans.Span(body.from(), body.until(), body.document()));
    }
}
