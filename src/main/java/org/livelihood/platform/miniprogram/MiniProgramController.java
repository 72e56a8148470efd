package org.livelihood.platform.miniprogram;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.TokenView;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/auth/mini-program")
class MiniProgramController {

    private static final String CODE = "[\\x21-\\x7E]{1,200}";

    private final MiniProgram miniProgram;

    MiniProgramController(MiniProgram miniProgram) {
        this.miniProgram = miniProgram;
    }

    /** @param code of {@code wx.login}: works once, for five minutes */
    record Login(@NotNull @Pattern(regexp = CODE) String code) {}

    /** @param code of the phone button, which is not that of the login: works once, for five minutes */
    record Phone(@NotNull @Pattern(regexp = CODE) String code) {}

    /**
     * A phone that WeChat has vouched for.
     *
     * @param account that the caller has from now on
     * @param joined whether that is another one than before: the caller's tokens have ended, and these are its own
     * @param ending the phone's last four digits
     * @param tokens absent where the account is the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhoneView(
            AccountId account,
            boolean joined,
            String ending,
            @Nullable TokenView tokens) {

        static PhoneView of(MiniProgram.Proven proven) {
            TokenView tokens = proven.tokens() == null ? null : TokenView.of(proven.tokens());
            return new PhoneView(proven.account(), tokens != null, proven.ending(), tokens);
        }
    }

    /**
     * Sign in from the mini program. With the code of {@code wx.login}; who comes for the first time gets a shopper's
     * account. WeChat's session key stays with this program, which does not keep it.
     */
    @PublicEndpoint
    @PostMapping
    Mono<TokenView> signIn(@Valid @RequestBody Login body) {
        return miniProgram.signIn(body.code()).map(TokenView::of);
    }

    /**
     * Prove my phone from the mini program. With the code of its phone button. If another account of a shopper has
     * proven the same phone within 60 days and nobody else comes to that from the mini program, and the caller's own
     * has no password, duties or orders, the two are joined: she is signed in to the other account, and her next code
     * leads there too.
     */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @PostMapping("/phone")
    Mono<PhoneView> provePhone(Caller caller, @Valid @RequestBody Phone body) {
        return miniProgram.prove(caller, body.code()).map(PhoneView::of);
    }
}
