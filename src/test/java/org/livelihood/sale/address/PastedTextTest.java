package org.livelihood.sale.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livelihood.people.region.Region;

class PastedTextTest {

    private static final List<Region> KNOWN = List.of(
            region("340000000000", "安徽省"),
            region("341300000000", "宿州市"),
            region("341324000000", "泗县"),
            region("341324101000", "大庄镇"),
            region("341324101201", "洪单村村民委员会"),
            region("341324101202", "曙光社区居民委员会"),
            region("110000000000", "北京市"),
            region("110105000000", "朝阳区"),
            region("110105001000", "建外街道办事处"),
            region("220000000000", "吉林省"),
            region("220200000000", "吉林市"),
            region("220100000000", "长春市"),
            region("220104000000", "朝阳区"),
            region("220204000000", "船营区"),
            region("513400000000", "凉山彝族自治州"),
            region("510000000000", "四川省"),
            region("513437000000", "雷波县"),
            region("430000000000", "湖南省"),
            region("433100000000", "湘西土家族苗族自治州"),
            region("433122000000", "泸溪县"),
            region("450000000000", "广西壮族自治区"),
            region("450328000000", "龙胜各族自治县"));

    private static Region region(String code, String name) {
        return new Region(code, name, Region.Level.of(code), Region.parentOf(code), false, false, null);
    }

    private static PastedText read(String text) {
        return PastedText.of(PastedText.plain(text), word -> RegionTrail.names(word, KNOWN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    张三 13800138000 安徽省宿州市泗县大庄镇洪单村12号
                    张三，13800138000，安徽省宿州市泗县大庄镇洪单村12号
                    13800138000 张三 安徽省宿州市泗县大庄镇洪单村12号
                    安徽省宿州市泗县大庄镇洪单村12号 张三 13800138000
                    安徽省宿州市泗县大庄镇洪单村12号 13800138000 张三
                    张三　１３８００１３８０００　安徽省宿州市泗县大庄镇洪单村１２号
                    张三 +86 138-0013-8000 安徽省宿州市泗县大庄镇洪单村12号
                    张三 86-13800138000 安徽省宿州市泗县大庄镇洪单村12号
                    张三13800138000安徽省宿州市泗县大庄镇洪单村12号
                    收货人：张三 手机号码：13800138000 收货地址：安徽省宿州市泗县大庄镇洪单村12号
                    收件人: 张三;电话: 13800138000;地址: 安徽省 宿州市 泗县 大庄镇 洪单村12号
                    张三(收) 13800138000 234300 安徽省宿州市泗县大庄镇洪单村12号
                    安徽 宿州 泗县 大庄镇 洪单村12号 张三 13800138000
                    宿州市泗县大庄镇洪单村12号,张三,13800138000
                    中国安徽省安徽省宿州泗县大庄镇洪单村12号 13800138000 张三
                    """)
    void oneAddressInManyForms(String text) {
        PastedText pasted = read(text);
        RegionTrail trail = RegionTrail.NONE.on(pasted.place(), KNOWN);
        assertThat(pasted.recipient()).isEqualTo("张三");
        assertThat(pasted.phone()).isEqualTo("13800138000");
        assertThat(trail.last()).isEqualTo(region("341324101201", "洪单村村民委员会"));
        assertThat(trail.rest(pasted.place())).isEqualTo("12号");
    }

    @Test
    void linesAreParts() {
        PastedText pasted = read("张三\r\n13800138000\n安徽省宿州市泗县\n大庄镇洪单村12号");
        assertThat(pasted).isEqualTo(new PastedText("张三", "13800138000", "安徽省宿州市泗县大庄镇洪单村12号"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    北京市北京市朝阳区建外街道1号      | 110105001000 | 1号
                    北京市市辖区朝阳区建外街道办事处1号 | 110105001000 | 1号
                    北京朝阳建外街道1号               | 110105001000 | 1号
                    吉林吉林船营区1号                 | 220204000000 | 1号
                    吉林市船营区1号                   | 220204000000 | 1号
                    吉林省1号                         | 220000000000 | 1号
                    凉山州雷波县1号                   | 513437000000 | 1号
                    四川凉山彝族自治州雷波1号          | 513437000000 | 1号
                    湘西州泸溪县1号                   | 433122000000 | 1号
                    广西龙胜县1号                     | 450328000000 | 1号
                    宿州市泗县大庄镇曙光社区1栋        | 341324101202 | 1栋
                    泗县大庄路1号                     | 341324000000 | 大庄路1号
                    """)
    void regionsAreNamedInManyForms(String address, String code, String rest) {
        RegionTrail trail = RegionTrail.NONE.on(address, KNOWN);
        assertThat(trail.last()).isNotNull();
        assertThat(trail.last().code()).isEqualTo(code);
        assertThat(trail.rest(address)).isEqualTo(rest);
    }

    @Test
    void nothingIsGuessed() {
        assertThat(RegionTrail.NONE.on("朝阳区建国路1号", KNOWN)).isEqualTo(RegionTrail.NONE);
        assertThat(RegionTrail.NONE.on("某某镇1号", KNOWN)).isEqualTo(RegionTrail.NONE);
        assertThat(read("12号")).isEqualTo(new PastedText(null, null, "12号"));
        assertThat(read("安徽省宿州市泗县大庄镇洪单村12号").recipient()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    欧阳娜娜 13800138000 安徽省宿州市泗县12号         | 欧阳娜娜
                    阿卜杜·热合曼 13800138000 安徽省宿州市泗县12号    | 阿卜杜·热合曼
                    13800138000 路遥 安徽省宿州市泗县12号             | 路遥
                    安徽省宿州市泗县 大庄中学 13800138000 李四        | 李四
                    Anna 13800138000 安徽省宿州市泗县12号            | Anna
                    姓名:区小城 13800138000 安徽省宿州市泗县12号      | 区小城
                    """)
    void namesAreTold(String text, String name) {
        assertThat(read(text).recipient()).isEqualTo(name);
    }
}
