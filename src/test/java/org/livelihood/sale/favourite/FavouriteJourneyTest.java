package org.livelihood.sale.favourite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a shopper keeps and has looked at, over HTTP. */
@JourneyTest
class FavouriteJourneyTest {

    private static final String FAVOURITES = "/api/v1/favourites";
    private static final String FOOTPRINTS = "/api/v1/footprints";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Favourites favourites;

    @Autowired
    private DatabaseClient database;

    private final ProducerId producer = ProducerId.next();
    private Caller caller;
    private Api shopper;

    @BeforeEach
    void somebody() {
        caller = Tokens.shopper();
        shopper = Api.of(web, tokens, caller);
    }

    private String listingOf(SkuId sku) {
        return database.sql("SELECT CAST(listing_id AS text) FROM catalog_sku WHERE id = :sku")
                .bind("sku", sku.value())
                .mapValue(String.class)
                .one()
                .block();
    }

    private static List<String> listings(Api.Answer page) {
        return StreamSupport.stream(page.body().at("/items").spliterator(), false)
                .map(item -> item.at("/listingId").asString())
                .toList();
    }

    @Test
    @DisplayName("Kept listings tell what they cost then and now, and stay when they are delisted")
    void keeps() {
        SkuId socks = shelf.sku(producer, 2_990, 5);
        SkuId eggs = shelf.sku(producer, 500, 5);
        String first = listingOf(socks);
        String second = listingOf(eggs);
        shopper.put(FAVOURITES + "/" + first, null).expect(204);
        shopper.put(FAVOURITES + "/" + second, null).expect(204);
        shopper.put(FAVOURITES + "/" + first, null).expect(204);
        shelf.reprice(socks, 1_990);
        shelf.run("UPDATE catalog_listing SET status = 'DELISTED' WHERE id = CAST(? AS uuid)", second);
        shopper.put(FAVOURITES + "/" + second, null).expect(204);
        Api.Answer page = shopper.get(FAVOURITES + "?limit=1").expect(200);
        assertThat(listings(page)).containsExactly(second);
        assertThat(page.body().at("/items/0/priceFen").isNull()).isTrue();
        Api.Answer rest = shopper.get(FAVOURITES + "?limit=1&cursor=" + page.text("/nextCursor"))
                .expect(200);
        JsonNode one = rest.body().at("/items/0");
        assertThat(one.at("/listingId").asString()).isEqualTo(first);
        assertThat(one.at("/priceThenFen").asLong()).isEqualTo(2_990);
        assertThat(one.at("/priceFen").asLong()).isEqualTo(1_990);
        assertThat(rest.body().at("/nextCursor").isNull()).isTrue();
        shopper.delete(FAVOURITES + "/" + second).expect(204);
        shopper.delete(FAVOURITES + "/" + second).expect(204);
        assertThat(listings(shopper.get(FAVOURITES).expect(200))).containsExactly(first);
        assertThat(shopper.put(FAVOURITES + "/" + second, null).expect(404).text("/code"))
                .isEqualTo("favourite.listing-not-found");
        shopper.put(FAVOURITES + "/" + Uuids.next(), null).expect(404);
        Api another = Api.of(web, tokens, Tokens.shopper());
        assertThat(listings(another.get(FAVOURITES).expect(200))).isEmpty();
        Api.guest(web).get(FAVOURITES).expect(401);
    }

    @Test
    void keepsSoManyAndNoMore() {
        String one = listingOf(shelf.sku(producer, 100, 1));
        String before = listingOf(shelf.sku(producer, 100, 1));
        shopper.put(FAVOURITES + "/" + before, null).expect(204);
        shelf.run(
                "INSERT INTO favourite SELECT CAST(? AS uuid), gen_random_uuid(), now(), 1 FROM generate_series(1, ?)",
                caller.account().toString(),
                Favourites.MOST - 1);
        shopper.put(FAVOURITES + "/" + before, null).expect(204);
        assertThat(shopper.put(FAVOURITES + "/" + one, null).expect(409).text("/code"))
                .isEqualTo("favourite.too-many");
    }

    @Test
    @DisplayName("Footprints: what was looked at last comes first, each once, for 90 days; wiped when she says so")
    void footprints() {
        String socks = listingOf(shelf.sku(producer, 2_990, 5));
        String eggs = listingOf(shelf.sku(producer, 500, 5));
        for (String listing : List.of(socks, eggs, socks)) {
            shopper.put(FOOTPRINTS + "/" + listing, null).expect(204);
        }
        assertThat(listings(shopper.get(FOOTPRINTS).expect(200))).containsExactly(socks, eggs);
        shelf.run(
                "UPDATE favourite_footprint SET seen_at = now() - interval '91 days' WHERE account_id = CAST(? AS uuid)"
                        + " AND listing_id = CAST(? AS uuid)",
                caller.account().toString(),
                socks);
        favourites.forget().block();
        assertThat(listings(shopper.get(FOOTPRINTS).expect(200))).containsExactly(eggs);
        shopper.put(FOOTPRINTS + "/" + Uuids.next(), null).expect(404);
        shopper.delete(FOOTPRINTS).expect(204);
        assertThat(listings(shopper.get(FOOTPRINTS).expect(200))).isEmpty();
    }

    @Test
    void footprintsBeyondTheNewestGo() {
        String socks = listingOf(shelf.sku(producer, 2_990, 5));
        shelf.run(
                "INSERT INTO favourite_footprint SELECT CAST(? AS uuid), gen_random_uuid(), now() - interval '1 day', 1"
                        + " FROM generate_series(1, ?)",
                caller.account().toString(),
                Favourites.MOST_STEPS);
        shopper.put(FOOTPRINTS + "/" + socks, null).expect(204);
        Long kept = database.sql("SELECT count(*) FROM favourite_footprint WHERE account_id = :account")
                .bind("account", caller.account().value())
                .mapValue(Long.class)
                .one()
                .block();
        assertThat(kept).isEqualTo(Favourites.MOST_STEPS);
        assertThat(shopper.counted().get(FAVOURITES).expect(200).statements()).isEqualTo(1);
    }
}
