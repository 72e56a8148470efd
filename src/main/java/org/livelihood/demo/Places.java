package org.livelihood.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.demo.Place.Named;
import org.livelihood.demo.Place.Product;
import org.livelihood.demo.Place.Work;
import org.livelihood.goods.catalog.Listing.Option;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.Work.Unit;
import org.livelihood.goods.linkage.WorkshopTerms;
import org.livelihood.goods.linkage.WorkshopTerms.Operation;
import org.livelihood.people.producer.Producer.Kind;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.platform.kernel.Money;

/** The four places. Persons are made up; products and numbers of people are the report's. */
final class Places {

    static final String SOCKS = "洪单村纯棉袜 Hongdan cotton socks";
    static final String FAMILY_BOX = "洪单村全家袜礼盒 Hongdan family box of socks";
    static final String EGGS = "新车村土鸡蛋 Xinche eggs";

    static final String FUNGUS = "通江银耳 Tongjiang white fungus";

    private Places() {}

    static List<Place> all() {
        return List.of(hongdan(), wanchanggou(), xinche(), jiaxi());
    }

    /** What a product costs on the shelf. */
    static Money priceOf(String title) {
        return all().stream()
                .flatMap(place -> place.products().stream())
                .filter(product -> product.title().equals(title))
                .map(product -> new Money(product.priceFen()))
                .findFirst()
                .orElseThrow();
    }

    /** 33 employees, 25 of them from registered households, and an owner who sells live. */
    private static Place hongdan() {
        WorkshopTerms terms = new WorkshopTerms(
                List.of(
                        new Operation("knit", Unit.PIECE, 30, 1),
                        new Operation("sew", Unit.PIECE, 20, 1),
                        new Operation("pack", Unit.PIECE, 10, 1)),
                0,
                0);
        List<Option> colours = List.of(new Option("颜色", List.of("藏青", "灰色")));
        Product socks = product(SOCKS, "10 双装 ten pairs", "socks", 600, terms, 6_900, 20, null, sockWork())
                .with(colours, Map.of("材质", "纯棉", "尺码", "均码"));
        Product box = product(FAMILY_BOX, "礼盒 gift box", "socks", 3_800, terms, 39_310, 12, null, boxWork())
                .with(List.of(), Map.of("材质", "纯棉", "件数", "六十双"));
        return new Place(
                "workshop",
                "洪单村扶贫袜业车间 Hongdan sock workshop",
                Kind.WORKSHOP,
                List.of(
                        new Named("340000000000", "安徽省 Anhui"),
                        new Named("341200000000", "阜阳市 Fuyang"),
                        new Named("341226000000", "颍上县 Yingshang"),
                        new Named("341226117000", "西三十铺镇 Xisanpu"),
                        new Named("341226117208", "洪单村 Hongdan")),
                25,
                8,
                Stands.WORKER,
                List.of(socks, box));
    }

    /** Twenty units of ten pairs: each pair knitted, sewn and packed by one person each. */
    private static List<Work> sockWork() {
        return List.of(new Work(0, "knit", 200), new Work(1, "sew", 200), new Work(25, "pack", 200));
    }

    /** Twelve boxes of sixty pairs, over everybody. */
    private static List<Work> boxWork() {
        List<Work> work = new ArrayList<>();
        for (int person = 0; person < 33; person++) {
            String operation = person % 3 == 0 ? "knit" : person % 3 == 1 ? "sew" : "pack";
            work.add(new Work(person, operation, person < 27 ? 65 : 67));
        }
        return work;
    }

    /** Sheep, white fungus, konjac, peach, citrus and plum; left the poverty list in 2018. */
    private static Place wanchanggou() {
        return new Place(
                "wanchanggou",
                "碗厂沟村种养合作社 Wanchanggou cooperative",
                Kind.COOPERATIVE,
                List.of(
                        new Named("510000000000", "四川省 Sichuan"),
                        new Named("511900000000", "巴中市 Bazhong"),
                        new Named("511921000000", "通江县 Tongjiang"),
                        new Named("511921113000", "诺水河镇 Nuoshuihe"),
                        new Named("511921113222", "碗厂沟村 Wanchanggou")),
                6,
                0,
                Stands.SUPPLIER,
                wanchanggouProducts());
    }

    private static List<Product> wanchanggouProducts() {
        return List.of(
                product(
                        FUNGUS,
                        "100 克 100 g",
                        "fungus",
                        150,
                        new OrderAssistanceTerms(30, 2_000, 800, 500, 1_000, 0),
                        8_800,
                        20,
                        28L,
                        List.of(new Work(0, null, 1_200), new Work(1, null, 800))),
                product(
                        "魔芋粉 Konjac flour",
                        "500 克 500 g",
                        "konjac",
                        550,
                        new OrderAssistanceTerms(3, 2_000, 400, 500, 1_000, 0),
                        3_600,
                        10,
                        2L,
                        List.of(new Work(2, null, 3_000), new Work(3, null, 2_000))),
                product(
                        "青脆李 Green crisp plum",
                        "2 千克 2 kg",
                        "fruit",
                        2_300,
                        new OrderAssistanceTerms(1, 2_000, 800, 500, 1_000, 0),
                        4_900,
                        10,
                        1L,
                        List.of(new Work(4, null, 12_000), new Work(5, null, 8_000))));
    }

    /** A chicken farm gives a household 200 laying hens, teaches, and helps to sell the eggs. */
    private static Place xinche() {
        return new Place(
                "xinche",
                "新车村养鸡场 Xinche chicken farm",
                Kind.FARM,
                List.of(
                        new Named("530000000000", "云南省 Yunnan"),
                        new Named("532500000000", "红河州 Honghe"),
                        new Named("532504000000", "弥勒市 Mile"),
                        new Named("532504105000", "朋普镇 Pengpu"),
                        new Named("532504105204", "新车村 Xinche")),
                10,
                0,
                Stands.SUPPLIER,
                List.of(product(
                        EGGS,
                        "30 枚 30 eggs",
                        "eggs",
                        2_200,
                        new OrderAssistanceTerms(105, 2_000, 1_200, 500, 1_000, 3),
                        5_980,
                        1,
                        98L,
                        List.of(new Work(0, null, 18), new Work(1, null, 12)))));
    }

    /** Prickly pear on stony slopes; a family receives 30,000 yuan a year. */
    private static Place jiaxi() {
        return new Place(
                "jiaxi",
                "贾西村刺梨合作社 Jiaxi prickly pear cooperative",
                Kind.COOPERATIVE,
                List.of(
                        new Named("520000000000", "贵州省 Guizhou"),
                        new Named("520200000000", "六盘水市 Liupanshui"),
                        new Named("520281000000", "盘州市 Panzhou"),
                        new Named("520281123000", "盘关镇 Panguan"),
                        new Named("520281123218", "贾西村 Jiaxi")),
                5,
                0,
                Stands.SUPPLIER,
                List.of(product(
                        "刺梨汁 Prickly pear juice",
                        "一箱 a case",
                        "juice",
                        6_500,
                        new OrderAssistanceTerms(4, 2_000, 900, 500, 1_000, 0),
                        9_900,
                        30,
                        4L,
                        List.of(new Work(0, null, 9_000), new Work(1, null, 6_000)))));
    }

    private static Product product(
            String title,
            String option,
            String category,
            int weightGrams,
            Terms terms,
            long priceFen,
            long units,
            @Nullable Long marketPriceFen,
            List<Work> work) {
        return new Product(
                title,
                title,
                category,
                option,
                List.of(),
                Map.of(),
                weightGrams,
                terms,
                priceFen,
                units,
                marketPriceFen,
                work);
    }
}
