package org.livelihood.account.indicator;

import org.jspecify.annotations.Nullable;

/**
 * One indicator: one name, one unit, one documented query. A change of the query is a new version.
 *
 * <p>Where a figure is that of a day, the day is the period's last one.
 */
public enum Indicator {
    /** Mechanisms 5 and 11. */
    PARTICIPATION(
            Unit.PERCENT,
            2,
            "Share of households that take part",
            "参与产业农户占比",
            "households that stand to a producer with an agreement in force on the day /"
                    + " registered households of the region",
            PeopleStore.PARTICIPATION),
    PARTICIPATION_ABLE(
            Unit.PERCENT,
            2,
            "Households able to work that take part in production",
            "有劳动能力农户参与生产占比",
            "households able to work that stand to a producer as worker, supplier, trustor or lessor on the day /"
                    + " registered households with a member able to work",
            PeopleStore.PARTICIPATION_ABLE),
    PARTICIPATION_UNABLE(
            Unit.PERCENT,
            2,
            "Households unable to work that hold shares",
            "无劳动能力农户入股占比",
            "households with no member able to work that stand to a producer as shareholder on the day /"
                    + " registered households with no member able to work",
            PeopleStore.PARTICIPATION_UNABLE),
    INCIDENCE(
            Unit.PERCENT,
            2,
            "Poverty incidence by year",
            "贫困发生率",
            "members, on the year's last day, of households registered as poor /"
                    + " the region's own registered rural population"
                    + " as of the latest date recorded until then; no value where none is recorded",
            PeopleStore.INCIDENCE),
    /** Mechanism 11. */
    SURVEYED_NET_INCOME(
            Unit.FEN_PER_HEAD,
            1,
            "Net income per capita by year, as surveyed",
            "建档立卡户人均纯收入（动态管理调查）",
            "net income of the year that the county's survey found / people who lived on it,"
                    + " over the registered households that were surveyed; the label says how many were",
            PeopleStore.SURVEYED_NET_INCOME),
    TRAINING_MINUTES(
            Unit.MINUTES,
            1,
            "Training attended by village",
            "各村培训学时（分钟）",
            "minutes that members of the village's households attended in lessons that began in the period",
            PeopleStore.TRAINING_MINUTES),
    TRAINING_MINUTES_BY_HOUSEHOLD(
            Unit.MINUTES,
            1,
            "Training attended by household",
            "各户培训学时（分钟）",
            "minutes that the household's members attended in lessons that began in the period",
            PeopleStore.TRAINING_BY_HOUSEHOLD),
    INSTRUCTORS(
            Unit.COUNT,
            1,
            "Expert groups and instructors",
            "技术专家组和产业发展指导员",
            "those who teach in the region on the day, by kind",
            PeopleStore.INSTRUCTORS),
    ASSETS_GIVEN(
            Unit.COUNT,
            1,
            "Assets given in kind",
            "实物帮扶",
            "units given in the period to households of the region, by what was given",
            PeopleStore.ASSETS_GIVEN),
    WORKSHOP_POOR_WORKERS(
            Unit.PERCENT,
            2,
            "Poor workers of each workshop",
            "扶贫车间贫困劳动力占比",
            "workers of registered households / all workers on the roster of the day, by workshop",
            WorkStore.WORKSHOP_POOR_WORKERS),
    WORKSHOPS_OPERATING(
            Unit.PERCENT,
            2,
            "Operating rate of workshops",
            "扶贫车间开工率",
            "approved workshops that operate on the day / approved workshops",
            WorkStore.WORKSHOPS_OPERATING),
    PROJECTS_STARTED(
            Unit.PERCENT,
            1,
            "Start rate of projects",
            "产业项目开工率",
            "projects that have operated on any day until then / registered projects that have not ended",
            WorkStore.PROJECTS_STARTED),
    PROJECTS_OPERATING(
            Unit.PERCENT,
            1,
            "Resumption rate of projects",
            "产业项目复工率",
            "projects that operate on the day / projects that have started and not ended",
            WorkStore.PROJECTS_OPERATING),
    PRODUCERS_DRIVING(
            Unit.COUNT,
            2,
            "Producers that drive households",
            "带动农户的经营主体数",
            "approved producers of the region to which a registered household stands on the day",
            WorkStore.PRODUCERS_DRIVING),
    HOUSEHOLDS_DRIVEN(
            Unit.COUNT,
            2,
            "Households driven",
            "经营主体带动农户数",
            "registered households that stand to a producer of the region on the day, each counted once",
            WorkStore.HOUSEHOLDS_DRIVEN),
    HOUSEHOLDS_BY_PRODUCER(
            Unit.COUNT,
            2,
            "Households driven by each producer",
            "各经营主体带动农户数",
            "registered households that stand to the producer on the day",
            WorkStore.HOUSEHOLDS_BY_PRODUCER),
    LEADING_INDUSTRIES(
            Unit.COUNT,
            1,
            "Leading industries by county",
            "各县主导产业数",
            "leading industries of the county that hold on the day",
            WorkStore.LEADING_INDUSTRIES),
    INDUSTRY_PEOPLE(
            Unit.COUNT,
            2,
            "People driven by each leading industry",
            "各主导产业带动人数",
            "members of registered households that stand to a producer of the industry on the day",
            WorkStore.INDUSTRY_PEOPLE),
    INDUSTRY_INCOME(
            Unit.FEN_PER_HEAD,
            2,
            "Income that each leading industry adds per head",
            "各主导产业人均增收",
            "paid in the period to households by the industry's producers /"
                    + " people of the registered households that stood to one of them on any day of the period",
            IncomeStore.INDUSTRY_INCOME),
    PAID_INCOME(
            Unit.FEN,
            1,
            "Paid income by category",
            "已兑付收入（按类别）",
            "payouts to the region's households that the bank confirmed in the period, less recovered clawbacks",
            IncomeStore.PAID_INCOME),
    PAID_PER_HEAD(
            Unit.FEN_PER_HEAD,
            2,
            "Paid income per head by year",
            "人均已兑付收入",
            "paid income of the year / members of registered households at its end; the label says how many were paid",
            IncomeStore.PAID_PER_HEAD),
    CONSUMPTION_ASSISTANCE(
            Unit.FEN,
            2,
            "Consumption-based assistance by institution",
            "各单位消费扶贫金额",
            "paid less refunded of what the institution ordered from the region's producers and paid in the period",
            SalesStore.CONSUMPTION_ASSISTANCE),
    CONSUMPTION_SHARE(
            Unit.PERCENT,
            2,
            "Share of institutions in sales",
            "单位采购占销售额比重",
            "paid less refunded by institutions / paid less refunded by all buyers, of orders paid in the period",
            SalesStore.CONSUMPTION_SHARE),
    TRACED_SALES_BY_SESSION(
            Unit.FEN,
            1,
            "Traced sales by session",
            "各场直播带动销售额",
            "the part of net sales in the period that stands on households' contributions, by livestream session",
            SalesStore.TRACED_BY_SESSION),
    TRACED_SALES_BY_HOST(
            Unit.FEN,
            1,
            "Traced sales by host",
            "各主播带动销售额",
            "the part of net sales in the period that stands on households' contributions, by the session's host",
            SalesStore.TRACED_BY_HOST),
    TRACED_SALES_BY_PRODUCER(
            Unit.FEN,
            1,
            "Traced sales by producer",
            "各经营主体带动销售额",
            "the part of net sales in the period that stands on households' contributions, by producer of the region",
            SalesStore.TRACED_BY_PRODUCER),
    TRACED_SALES_BY_VILLAGE(
            Unit.FEN,
            1,
            "Traced sales by village",
            "各村带动销售额",
            "the part of net sales in the period that stands on contributions of the village's households",
            SalesStore.TRACED_BY_VILLAGE),
    /** Mechanism 12: whom it hits when sales stop. */
    TRACED_SALES_FALL(
            Unit.PERCENT,
            1,
            "Households whose sales fall",
            "带动销售额下降的农户",
            "traced sales of the period / those of the equally long period before it, where they fell;"
                    + " the greatest loss first",
            SalesStore.TRACED_FALL);

    /** Units; money is in fen, without exception. */
    public enum Unit {
        PERCENT,
        COUNT,
        MINUTES,
        FEN,
        FEN_PER_HEAD
    }

    private final Unit unit;
    private final int version;
    private final String title;
    private final String titleZh;
    private final String formula;
    private final String sql;

    Indicator(Unit unit, int version, String title, String titleZh, String formula, String sql) {
        this.unit = unit;
        this.version = version;
        this.title = title;
        this.titleZh = titleZh;
        this.formula = formula;
        this.sql = sql;
    }

    /** What it means and how it is computed, to the letter. */
    public record Definition(
            Indicator indicator, int version, Unit unit, String title, String titleZh, String formula, String sql) {}

    public Definition definition() {
        return new Definition(this, version, unit, title, titleZh, formula, sql);
    }

    /** The figure as it is shown, null where it has no base. */
    @Nullable
    String valueOf(Ratio ratio) {
        return switch (unit) {
            case PERCENT -> ratio.percent();
            case FEN_PER_HEAD -> ratio.whole();
            case COUNT, MINUTES, FEN -> Long.toString(ratio.numerator());
        };
    }
}
