package org.livelihood.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.livelihood.platform.security.Tokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The whole program on a real PostgreSQL with a fresh database; all tests with this annotation share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "livelihood.db.directory=target/postgres${fork:}",
            "livelihood.db.patience=10s",
            "livelihood.db.lock-timeout=10s",
            "livelihood.sign-ins-per-second=0",
            "livelihood.writes-per-second=0",
            "livelihood.reads-per-second=0",
            "livelihood.bad-tokens-per-minute=0",
            "livelihood.log.every=1h",
            "livelihood.webhook.trial-hosts=127.0.0.1"
        })
@Import({Tokens.class, Shelf.class, Books.class, DescribedAnswers.class, CountedStatements.class})
@Tag("database")
@AutoConfigureWebTestClient(timeout = "PT30S")
@ActiveProfiles("test")
public @interface JourneyTest {}
