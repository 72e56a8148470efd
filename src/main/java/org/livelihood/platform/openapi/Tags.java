package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chapters of the API's description, one a module, in the order in which a sale travels. */
final class Tags {

    private static final String CHAPTERS = """
            security|Accounts|Signing in, passwords, sessions and what an account may act as.
            miniprogram|Mini program|Signing in from the WeChat mini program.
            region|Regions|Administrative regions, their poverty lines and populations.
            household|Households|Registered households: cards, members, status over time, bank accounts, surveys.
            producer|Producers|Who makes and sells: applications, memberships, managers, recognition as a workshop.
            training|Training|Who teaches, lessons, and who attended them.
            asset|Assets|What households were given in kind, and what became of it.
            industry|Industries|Leading industries of counties, industry projects, and institutions that buy.
            sheet|Imports|Which files of rows can be brought, and empty ones to fill in.
            agreement|Agreements|What a producer and its households agreed on: who earns what of a sale.
            lot|Lots|What was made, by whom, and what they are owed for it.
            category|Categories|What goods are: a tree, with what holds for all goods of a kind.
            shelf|Shelf|What buyers find: lists, searches and counts.
            catalog|Catalog|Listings: drafted with their options, reviewed, put on the shelf; pictures.
            live|Live sessions|The live room: its plan, its showcase and its events.
            address|Addresses|Where parcels go: each buyer's own book of addresses.
            shipping|Shipping|What sending costs: templates of producers, by region, piece and weight.
            promotion|Promotions|Coupons, prices for a while and from so many units on, and who bears them.
            cart|Carts|What buyers and guests have put aside, at the prices of now.
            favourite|Favourites|What shoppers keep, and what they have looked at.
            order|Orders|Quotes and orders.
            payment|Payments|Payments, what providers notify, and refunds.
            alipay|Alipay|What Alipay notifies of payments with it.
            bill|Providers' bills|What payment providers say of a day, beside our own books.
            sandbox|Sandbox cashier|A cashier without real money, where this program runs with it.
            webhook|Webhooks|What front ends are told as it happens: their endpoints, and what was brought there.
            attribution|Attribution|How a sale's money was split among those who made the product.
            ledger|Ledger|The books: balances and postings, as of a time.
            payroll|Payroll|Pay periods and the legal minimum wages.
            dividend|Dividends|What households get of a cooperative's surplus.
            payout|Payouts|From what is owed to money in a household's bank account.
            selfreport|Self-reports|What a household earned and spent elsewhere, confirmed by another person.
            statement|Statements|Households' income statements and the early warning.
            indicator|Indicators|What a county reads, and a household's page of record.
            trace|Trace|From a sale to every household, and from a household to every sale.
            audit|Checks|What must hold and what must not be there, looked for in the data.
            access|Access|Who opened sealed personal data, whose and why.
            tlog|Log|The transparency log: checkpoints and proofs.
            """;

    /** By module, in order. */
    private static final Map<String, Tag> OF_MODULE = new LinkedHashMap<>();

    static {
        CHAPTERS.lines().map(line -> line.split("\\|")).forEach(chapter -> {
            Tag tag = new Tag().name(chapter[1]).description(chapter[2]);
            OF_MODULE.put(chapter[0], tag);
        });
    }

    private Tags() {}

    static List<Tag> all() {
        return List.copyOf(OF_MODULE.values());
    }

    /**
     * The chapter of an endpoint.
     *
     * @param controller a class of a module that has a chapter
     */
    static String of(Class<?> controller) {
        String packageName = controller.getPackageName();
        Tag tag = OF_MODULE.get(packageName.substring(packageName.lastIndexOf('.') + 1));
        if (tag == null) {
            throw new IllegalStateException("No chapter of the API's description for " + controller);
        }
        return tag.getName();
    }

    /** Its place among the chapters. */
    static int placeOf(String name) {
        return all().stream().map(Tag::getName).toList().indexOf(name);
    }
}
