package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
class MakersJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private String listingOf(String sku) {
        return database.sql("SELECT listing_id FROM catalog_sku WHERE id = :sku")
                .bind("sku", UUID.fromString(sku))
                .mapValue(UUID.class)
                .one()
                .block()
                .toString();
    }

    private String made(Village village, String title, int households) {
        String sku = village.sku(title, 6_900);
        Object[][] work = new Object[households + 1][];
        for (int i = 0; i < households; i++) {
            work[i] = new Object[] {"户" + i, "knit", 10};
        }
        work[households] = new Object[] {"工", "pack", 10};
        village.lot(sku, village.agreement(Village.workshopTerms()), 50, null, work);
        return listingOf(sku);
    }

    @Test
    @DisplayName("how many households made it is told, unless they are so few that they could be known")
    void fewAreNotTold() {
        Village village = new Village(web, tokens, "WORKSHOP");
        for (int i = 0; i < Makers.FEWEST_TOLD; i++) {
            village.household("户" + i, "WORKER");
        }
        village.worker("工", "WORKER");
        Api guest = Api.guest(web);
        String many = made(village, "By many", Makers.FEWEST_TOLD);
        Api.Answer told =
                guest.counted().get("/api/v1/listings/" + many + "/makers").expect(200);
        assertThat(told.number("/households")).isEqualTo(Makers.FEWEST_TOLD);
        assertThat(told.statements()).isEqualTo(2);
        assertThat(told.body().toString()).doesNotContain("户");
        String few = made(village, "By few", Makers.FEWEST_TOLD - 1);
        Api.Answer silent = guest.get("/api/v1/listings/" + few + "/makers").expect(200);
        assertThat(silent.body().at("/households").isNull()).isTrue();
        assertThat(silent.number("/fewestTold")).isEqualTo(Makers.FEWEST_TOLD);
        guest.get("/api/v1/listings/" + UUID.randomUUID() + "/makers").expect(404);
    }
}
