package org.livelihood.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.tlog.DecisionsOf;
import org.livelihood.tlog.TransparencyLog;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** Whatever somebody with the owner's rights changes, a check finds: each column in turn. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorruptionJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private Environment environment;

    private AuditedVillage sound;

    @BeforeAll
    void fill() throws IOException {
        sound = new AuditedVillage(web, tokens, shelf);
        sound.paidOut();
        String statements = new ClassPathResource("corruption.sql").getContentAsString(StandardCharsets.UTF_8);
        for (String statement : statements.split(";\n")) {
            shelf.run(statement);
        }
        log.append().repeat(3).then().block(PATIENCE);
    }

    @Test
    @DisplayName("Planted corruptions: a decision that was changed in any column is not what was logged")
    void everyColumnOfADecisionIsHeldByItsLeaf() {
        List<String> missed = new ArrayList<>();
        int planted = 0;
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            DecisionsOf decisions = new DecisionsOf(owner.client);
            for (String table : decisions.tables()) {
                long before = decisions.unlike(table);
                List<String> left = Records.leftOut(table);
                for (String column : owner.columns(table)) {
                    String row = owner.row(table, column, "true");
                    if (row == null || left.contains(column)) {
                        (row == null ? missed : List.<String>of()).addAll(row == null ? List.of(table + " is empty") : List.of());
                        continue;
                    }
                    owner.undone(() -> {
                        boolean altered = owner.alter(table, column, Objects.requireNonNull(row));
                        if (!altered || decisions.unlike(table) <= before) {
                            missed.add(table + "." + column + (altered ? "" : " was not altered"));
                        }
                    });
                    planted++;
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(planted).isGreaterThan(300);
    }
}
