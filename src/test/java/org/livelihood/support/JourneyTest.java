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
            "LIVELIHOOD_DB_DIRECTORY=target/postgres",
            "livelihood.database.patience=10s",
            "LIVELIHOOD_DB_LOCK_TIMEOUT=10s",
            "LIVELIHOOD_SIGN_INS_PER_SECOND=0",
            "LIVELIHOOD_WRITES_PER_SECOND=0",
            "LIVELIHOOD_READS_PER_SECOND=0",
            "LIVELIHOOD_BAD_TOKENS_PER_MINUTE=0",
            "livelihood.tlog.every=1h"
        })
@Import({Tokens.class, Shelf.class, Books.class, DescribedAnswers.class})
@Tag("database")
@AutoConfigureWebTestClient(timeout = "PT30S")
@ActiveProfiles("test")
public @interface JourneyTest {}
