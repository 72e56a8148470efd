package org.livelihood.platform.security;

/** What a client holds after signing in, as every way of signing in answers it. */
public record TokenView(String accessToken, String tokenType, long expiresInSeconds, String refreshToken) {

    public static TokenView of(SignIns.Pair pair) {
        long seconds = AccessTokens.LIFETIME.toSeconds();
        return new TokenView(pair.accessToken(), "Bearer", seconds, pair.refreshToken());
    }
}
