package org.livelihood.income.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.people.household.Payee;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Files for and from the bank, held against the published schemas by the JDK's own parser. */
public class BankFileTest {

    private static final UUID ITEM = UUID.fromString("01a20bad-5942-7000-8000-0123456789ab");
    private static final UUID BATCH = UUID.fromString("01a20bad-5942-7000-8000-00000000ba7c");
    private static Schema pain002;

    @BeforeAll
    static void schemas() throws Exception {
        pain002 = schema("pain.002.001.10.xsd");
    }

    private static Schema schema(String name) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        return factory.newSchema(Objects.requireNonNull(BankFileTest.class.getResource("/" + name)));
    }

    private static BankFile file(String... names) {
        List<BankFile.Order> orders = new ArrayList<>();
        for (String name : names) {
            UUID item = orders.isEmpty() ? ITEM : UUID.randomUUID();
            orders.add(new BankFile.Order(item, new Payee.Account(name, "6222021234567890123"), new Money(12_345)));
        }
        BankFile.Debtor debtor = new BankFile.Debtor("Livelihood <&> 𬭊", "NOTPROVIDED", "NOTPROVIDED");
        return new BankFile(UUID.randomUUID(), Instant.parse("2020-04-10T08:00:00Z"), debtor, orders);
    }

    /** A credit transfer that is valid against the schema. */
    public static Document parsed(String xml) throws Exception {
        schema("pain.001.001.09.xsd").newValidator().validate(new StreamSource(new StringReader(xml)));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    public static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagNameNS("*", element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @ParameterizedTest
    @DisplayName("B11: a file with any name is valid against the schema, and the name comes out as it went in")
    @ValueSource(
            strings = {
                "吴𬭊祥",
                "𠮷",
                "阿卜杜·买买提",
                "O'Brien & Söhne <\"GmbH\">",
                "张﨑",
                "〇",
                "é",
                "\uE08B村",
                "🙂",
                "a]]>b",
                "李&#55357;"
            })
    void anyNameIsValid(String name) throws Exception {
        Document document = parsed(file(name, "张三").text(BankFile.Format.PAIN_001));
        assertThat(texts(document, "Nm")).contains(name, "张三", "Livelihood <&> 𬭊");
        assertThat(texts(document, "EndToEndId")).contains("01a20bad5942700080000123456789ab");
    }

    @Test
    @DisplayName("B10: names from before there was a rule keep nobody from her money")
    void namesFromBefore() throws Exception {
        String[] names = {"张\b三", "李\uFFFE四", "王五".repeat(2_500), "\u200B", "\uD83D", "", "赵\u0000六", "𬭊".repeat(141)};
        Document document = parsed(file(names).text(BankFile.Format.PAIN_001));
        assertThat(texts(document, "EndToEndId")).hasSize(names.length);
        assertThat(texts(document, "Nm")).contains("张 三", "𬭊".repeat(70));
    }

    @Test
    @DisplayName("C6: no name in the bank's CSV is a formula")
    void csvHasNoFormulas() throws Exception {
        String csv = file("=1+1", "@SUM(A1)", "吴𬭊祥").text(BankFile.Format.CSV);
        try (CSVParser rows =
                CSVParser.parse(csv, CSVFormat.RFC4180.builder().setHeader().get())) {
            assertThat(rows.getRecords())
                    .extracting(row -> row.get("account_name"))
                    .containsExactly("'=1+1", "'@SUM(A1)", "吴𬭊祥");
        }
        assertThat(csv).contains("\"123.45\"");
    }

    private static OrderStanding order(UUID id) {
        return order(id, OrderStanding.State.UNDER_WAY, null);
    }

    private static OrderStanding order(UUID id, OrderStanding.State state, @Nullable String failure) {
        return new OrderStanding(id, state, null, failure);
    }

    private static String report(String group, String transactions) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
                + "<GrpHdr><MsgId>R1</MsgId><CreDtTm>2020-04-11T08:00:00</CreDtTm></GrpHdr>"
                + "<OrgnlGrpInfAndSts><OrgnlMsgId>" + BankFile.compact(BATCH)
                + "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>" + group
                + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>B</OrgnlPmtInfId>" + transactions
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private static ResultFile.News news(String xml, List<OrderStanding> items) throws Exception {
        pain002.newValidator().validate(new StreamSource(new StringReader(xml)));
        return StatusReport.parse(xml.getBytes(StandardCharsets.UTF_8))
                .against(BATCH, items)
                .against(items);
    }

    @Test
    @DisplayName("B12: a payment status report says what was paid, what failed and why, and what is under way")
    void statusReport() throws Exception {
        List<OrderStanding> items =
                List.of(order(ITEM), order(UUID.randomUUID()), order(UUID.randomUUID()), order(UUID.randomUUID()));
        String[] states = {
            "<TxSts>ACSC</TxSts><AcctSvcrRef>BANK-1</AcctSvcrRef>",
            "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf>",
            "<TxSts>PDNG</TxSts>",
            "<TxSts>ACCC</TxSts>"
        };
        StringBuilder transactions = new StringBuilder();
        for (int i = 0; i < states.length; i++) {
            transactions
                    .append("<TxInfAndSts><OrgnlEndToEndId>")
                    .append(BankFile.compact(items.get(i).id()))
                    .append("</OrgnlEndToEndId>")
                    .append(states[i])
                    .append("</TxInfAndSts>");
        }
        ResultFile.News news = news(report("<GrpSts>PART</GrpSts>", transactions.toString()), items);
        assertThat(news.confirmed())
                .extracting(ResultFile.Row::receipt)
                .containsExactly("BANK-1", "R1/" + BankFile.compact(items.get(3).id()));
        assertThat(news.failed()).extracting(ResultFile.Row::reason).containsExactly("AC04: 账户已销户");
        assertThat(news.failed().get(0).item()).isEqualTo(items.get(1).id());
    }

    @Test
    @DisplayName("B12: a report on all orders as one is of each of them")
    void statusOfAll() throws Exception {
        List<OrderStanding> items = List.of(order(ITEM), order(UUID.randomUUID()));
        String reason = "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";
        ResultFile.News refused = news(report("<GrpSts>RJCT</GrpSts>" + reason, ""), items);
        assertThat(refused.failed()).extracting(ResultFile.Row::reason).containsExactly("AM04", "AM04");
        ResultFile.News paid = news(report("", "<PmtInfSts>ACSC</PmtInfSts>"), items);
        assertThat(paid.confirmed()).hasSize(2);
        assertThat(news(report("<GrpSts>ACCP</GrpSts>", ""), items).confirmed()).isEmpty();
    }

    @Test
    @DisplayName("B12: a report on another batch is refused, of all orders or of single ones")
    void statusOfAnotherBatch() {
        String single = "<TxInfAndSts><OrgnlEndToEndId>" + BankFile.compact(ITEM)
                + "</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>";
        for (String xml : List.of(
                report("<GrpSts>ACSC</GrpSts>", ""),
                report("<GrpSts>RJCT</GrpSts>", ""),
                report("", "<PmtInfSts>ACSC</PmtInfSts>"),
                report("", single))) {
            StatusReport report = StatusReport.parse(xml.getBytes(StandardCharsets.UTF_8));
            assertThat(report.against(BATCH, List.of(order(ITEM))).rows()).hasSize(1);
            assertThatThrownBy(() -> report.against(UUID.randomUUID(), List.of(order(ITEM))))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(BankReason.OTHER_BATCH));
        }
    }

    @Test
    @DisplayName(
            "B12: a report on all orders says nothing of one that the bank was never given, and the same again is known")
    void statusOfAllThatWereGiven() throws Exception {
        OrderStanding gone = order(UUID.randomUUID(), OrderStanding.State.WITHDRAWN, "PAYEE_CHANGED");
        List<OrderStanding> items = List.of(order(ITEM), gone);
        ResultFile.News paid = news(report("<GrpSts>ACSC</GrpSts>", ""), items);
        assertThat(paid.confirmed()).extracting(ResultFile.Row::item).containsExactly(ITEM);
        assertThat(paid.failed()).isEmpty();
        String reason = "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";
        ResultFile.News refused = news(report("<GrpSts>RJCT</GrpSts>" + reason, ""), items);
        assertThat(refused.failed()).extracting(ResultFile.Row::item).containsExactly(ITEM);
        for (String before : List.of("AM04", "AC04: 账户已销户")) {
            List<OrderStanding> failed = List.of(order(ITEM, OrderStanding.State.ANSWERED, before), gone);
            ResultFile.News again = news(report("<GrpSts>RJCT</GrpSts>" + reason, ""), failed);
            assertThat(again.failed()).isEmpty();
            assertThat(again.known()).isEqualTo(1);
            assertThatThrownBy(() -> news(report("<GrpSts>ACSC</GrpSts>", ""), failed))
                    .isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @DisplayName("B12: a report that declares entities, opens files or is none is refused")
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document><CstmrPmtStsRpt><GrpHdr><MsgId>&x;</MsgId>"
                        + "</GrpHdr></CstmrPmtStsRpt></Document>",
                "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Document><CstmrPmtStsRpt><GrpHdr><MsgId>&b;"
                        + "</MsgId></GrpHdr></CstmrPmtStsRpt></Document>",
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr>",
                "<Document><CstmrCdtTrfInitn><GrpHdr><MsgId>R</MsgId></GrpHdr></CstmrCdtTrfInitn></Document>",
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr><TxInfAndSts><OrgnlEndToEndId>7</OrgnlEndToEndId>"
                        + "<TxSts>ACSC</TxSts></TxInfAndSts></CstmrPmtStsRpt></Document>",
                "no xml",
                ""
            })
    void noReport(String xml) {
        assertThatThrownBy(() -> StatusReport.parse(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(BankReason.MALFORMED_REPORT));
    }

    @Test
    @DisplayName("B12: ids with and without dashes are the same")
    void ids() {
        assertThat(ResultFile.idOf("01a20bad5942700080000123456789ab")).isEqualTo(ITEM);
        assertThat(ResultFile.idOf(ITEM.toString())).isEqualTo(ITEM);
        assertThat(new BigDecimal("123.45")).isEqualTo(file("a").orders().get(0).yuan());
    }
}
