package org.livelihood.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.vault.Vaults;
import org.reactivestreams.Publisher;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AccessTokensTest {

    private static final ConnectionFactory AWAY = new ConnectionFactory() {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.error(new R2dbcTransientResourceException("away"));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "PostgreSQL";
        }
    };

    private static String token() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build();
        SignedJWT token = new SignedJWT(header, new JWTClaimsSet.Builder().build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfTheToken() throws JOSEException {
        DatabaseClient database = DatabaseClient.create(AWAY);
        Clock clock = Clock.systemUTC();
        KeyRing ring = new KeyRing(new KeyStore(database), Vaults.master(), Vaults.known(database), clock);
        AccessTokens tokens = new AccessTokens(ring, new Revocations(new RefreshStore(database), clock), clock);
        StepVerifier.create(tokens.verify(token())).verifyError(DataAccessException.class);
    }
}
