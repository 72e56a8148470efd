package org.livelihood.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link BadSecret} as plain sentences in place of a stack trace. */
class BadSecretAnalyzer extends AbstractFailureAnalyzer<BadSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable root, BadSecret cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "See the section on security in .env.example.", cause);
    }
}
