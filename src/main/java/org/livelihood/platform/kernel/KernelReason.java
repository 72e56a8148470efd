package org.livelihood.platform.kernel;

/** Refusals that no single feature owns. */
public enum KernelReason implements Reason {
    BAD_CURSOR(Kind.INVALID);

    private final Kind kind;

    KernelReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
