import java.util.Random;
import java.util.UUID;
import org.livelihood.goods.search.SearchWords;

/** Entries of the shelf as lines for COPY, with the words that the program makes. Arguments: from and to which number. */
public final class Titles {

    private static final String[] PLACES =
            "洪单村 碗厂沟村 新车村 贾西村 诺水河 朋普 盘关 颍上 通江 弥勒 盘州 巴中 红河 阜阳 六盘水 云南 贵州 四川 安徽 西三十铺".split(" ");
    private static final String[] GOODS =
            ("纯棉袜 土鸡蛋 银耳 魔芋粉 青脆李 刺梨汁 冬桃 枳实 羊肉 蜂蜜 绿茶 腊肉 木耳 核桃 大米 菜籽油 红薯粉 花椒 竹荪 天麻 腊肠 豆豉 米酒 板栗 蓝莓 猕猴桃"
                    + " 葛根粉 山药 黑猪肉 土鸡 鸭蛋 辣椒酱 苦荞茶 藕粉 布鞋 草帽 竹篮 刺绣 毛衣 手套")
                    .split(" ");
    private static final String[] MORE =
            ("手工 新鲜 礼盒 包邮 散养 长款 春茶 特级 家庭装 农家 自产 高山 有机 现摘 产地直发 助农 无添加 小包装 加厚 透气 吸汗 传统 老字号 当季"
                    + " cotton fresh mountain organic handmade 500g 10双 30枚")
                    .split(" ");

    private Titles() {}

    public static void main(String[] arguments) {
        StringBuilder lines = new StringBuilder();
        for (int i = Integer.parseInt(arguments[0]); i < Integer.parseInt(arguments[1]); i++) {
            Random random = new Random(i);
            int goods = random.nextInt(GOODS.length);
            String title = PLACES[random.nextInt(PLACES.length)] + MORE[random.nextInt(MORE.length)] + GOODS[goods] + " "
                    + MORE[random.nextInt(MORE.length)] + " " + i;
            String words = "{\"" + String.join("\",\"", SearchWords.of(title)) + "\"}";
            lines.append(String.join(
                            "\t",
                            new UUID(0xbec0000000007000L, 0x8000000000000000L | i).toString(),
                            new UUID(0xbec0000000007000L, 0x9000000000000000L | i % 500).toString(),
                            title,
                            SearchWords.folded(title),
                            new String[] {"socks", "fruit", "eggs", "tea", "weaving"}[goods % 5],
                            String.format("%02d%04d%06d", 30 + i % 30, i % 97, i % 13),
                            Integer.toString(2_000 + random.nextInt(60_000)),
                            Integer.toString(random.nextInt(1_000)),
                            words,
                            Integer.toString(SearchWords.VERSION)))
                    .append('\n');
            if (lines.length() > 1 << 20) {
                System.out.print(lines);
                lines.setLength(0);
            }
        }
        System.out.print(lines);
    }
}
