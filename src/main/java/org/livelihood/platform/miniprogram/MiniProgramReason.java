package org.livelihood.platform.miniprogram;

import org.livelihood.platform.kernel.Reason;

/** Why a mini program's shopper is not signed in, or her phone not taken. */
enum MiniProgramReason implements Reason {
    /** This program was not given a mini program. */
    NOT_OFFERED(Kind.UNPROCESSABLE),
    /** WeChat does not know the code, or its five minutes are over. */
    BAD_CODE(Kind.INVALID),
    /** The code has come before: it is good for one request. */
    CODE_USED(Kind.INVALID),
    /** WeChat counts how often one person asks. */
    TOO_OFTEN(Kind.TOO_MANY),
    /** WeChat holds this person for a risk. */
    BLOCKED(Kind.FORBIDDEN),
    /** WeChat is busy, does not answer, or answers what we do not understand. */
    WEIXIN_UNAVAILABLE(Kind.UNAVAILABLE),
    /** The number was given to another app than ours. */
    OTHER_APP(Kind.INVALID),
    /** Another account has the phone, and the two cannot be joined without somebody losing something. */
    PHONE_ELSEWHERE(Kind.CONFLICT);

    private final Kind kind;

    MiniProgramReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
