package org.livelihood.platform.miniprogram;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.security.SignIns;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Face of the mini program: who comes from it signs in, and proves her phone.
 *
 * <p>No transaction is open while WeChat is asked.
 */
@Service
public class MiniProgram {

    private static final int DIGITS_TOLD = 4;

    private final MiniProgramSettings settings;
    private final WeixinClient weixin;
    private final AppTokens tokens;
    private final UsedCodes codes;
    private final Openids openids;
    private final Phones phones;
    private final SignIns signIns;

    MiniProgram(
            MiniProgramSettings settings,
            WeixinClient weixin,
            AppTokens tokens,
            UsedCodes codes,
            Openids openids,
            Phones phones,
            SignIns signIns) {
        this.settings = settings;
        this.weixin = weixin;
        this.tokens = tokens;
        this.codes = codes;
        this.openids = openids;
        this.phones = phones;
        this.signIns = signIns;
    }

    /**
     * A phone that was proven.
     *
     * @param ending its last digits
     * @param tokens of the account that the caller's was joined to; null where it stays as it is
     */
    record Proven(AccountId account, String ending, SignIns.@Nullable Pair tokens) {}

    /**
     * Signs in to the account of whom the code stands for, made if she has none. Refused with NOT_OFFERED, BAD_CODE,
     * CODE_USED, TOO_OFTEN, BLOCKED or WEIXIN_UNAVAILABLE, or as {@link SignIns#signInAs} is.
     */
    Mono<SignIns.Pair> signIn(String code) {
        return requireOffered()
                .then(Mono.defer(() -> once("login", code, () -> weixin.openidOf(code))))
                .flatMap(openids::accountOf)
                .flatMap(signIns::signInAs);
    }

    /**
     * Records the phone that a code stands for, and joins the caller's account to that of the same phone. Refused as
     * {@link #signIn} is, and with OTHER_APP or PHONE_ELSEWHERE.
     */
    Mono<Proven> prove(Caller caller, String code) {
        return requireOffered()
                .then(Mono.defer(() -> openids.ofAccount(caller.account())))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(openid -> once("phone", code, () -> phone(code, openid)))
                .flatMap(phone -> phones.prove(caller.account(), phone.number())
                        .flatMap(proof -> told(proof, ending(phone.number()))));
    }

    private Mono<WeixinClient.Phone> phone(String code, Optional<String> openid) {
        return tokens.ask(token -> weixin.phoneOf(token, code, openid.orElse(null)));
    }

    private Mono<Proven> told(Phones.Proof proof, String ending) {
        return proof.isJoined()
                ? signIns.signInAs(proof.account()).map(pair -> new Proven(proof.account(), ending, pair))
                : Mono.just(new Proven(proof.account(), ending, null));
    }

    private static String ending(String number) {
        return number.substring(number.length() - DIGITS_TOLD);
    }

    private Mono<Void> requireOffered() {
        return settings.isSet() ? signIns.requireLocal() : Mono.error(() -> new Refusal(MiniProgramReason.NOT_OFFERED));
    }

    /** Asks WeChat about a code for the first who brings it. While WeChat is busy it stays good. */
    private <T> Mono<T> once(String kind, String code, Supplier<Mono<T>> question) {
        byte[] hash = Sha256.of((kind + " " + code).getBytes(StandardCharsets.UTF_8));
        return codes.use(hash)
                .filter(first -> first)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(MiniProgramReason.CODE_USED, "code")))
                .flatMap(first -> question.get()
                        .onErrorResume(
                                MiniProgram::mayComeAgain,
                                failure -> codes.giveBack(hash).then(Mono.error(failure))));
    }

    private static boolean mayComeAgain(Throwable failure) {
        return failure instanceof Refusal refusal
                && (refusal.reason().kind() == Reason.Kind.UNAVAILABLE
                        || refusal.reason().kind() == Reason.Kind.TOO_MANY);
    }
}
