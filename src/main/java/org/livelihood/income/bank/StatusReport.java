package org.livelihood.income.bank;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/**
 * The bank's answer to pain.001: an ISO 20022 payment status report, pain.002 of any version. Only what is final is a
 * result: settled or credited is paid, rejected has failed; what is still under way comes with a later report. Pure.
 *
 * @param message the report's own id
 * @param original the id of the message it answers: the batch's, as pain.001 carried it
 * @param whole the state of all orders together, where the bank answers for them as one
 * @param results of single orders
 */
public record StatusReport(
        String message, String original, @Nullable Result whole, List<Result> results) {

    private static final List<String> PAID = List.of("ACSC", "ACCC");
    private static final String REJECTED = "RJCT";
    private static final int LONGEST = 80;

    /** Elements of which the text is kept, until the one around them ends. */
    private static final List<String> KEPT = List.of(
            "MsgId",
            "OrgnlMsgId",
            "GrpSts",
            "PmtInfSts",
            "OrgnlEndToEndId",
            "TxSts",
            "AcctSvcrRef",
            "Cd",
            "Prtry",
            "AddtlInf");

    private static final XMLInputFactory XML = harmless();

    /**
     * @param order its id, null for all
     * @param reference the bank's number, where it gives one
     */
    public record Result(
            @Nullable UUID order, boolean paid, @Nullable String reference, String reason) {

        private Result of(OrderStanding order) {
            String before = order.failure();
            return paid || before == null ? this : new Result(order.id(), false, reference, before);
        }
    }

    /** A reader that knows no entities, declares nothing and opens no other file. */
    private static XMLInputFactory harmless() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Reads a report. Refused with MALFORMED_REPORT when it is none. */
    public static StatusReport parse(byte[] file) {
        try {
            return new Reading(XML.createXMLStreamReader(new ByteArrayInputStream(file))).report();
        } catch (XMLStreamException | IllegalArgumentException malformed) {
            throw new Refusal(BankReason.MALFORMED_REPORT);
        }
    }

    /**
     * The results as rows of a file. Where the bank gives no number of its own for an order, the report's and the
     * order's together stand for it. What is said of all is said of what the bank was given, and an order that failed
     * before keeps its reason. Refused with OTHER_BATCH when it answers another batch's message.
     */
    public ResultFile against(UUID batch, List<OrderStanding> orders) {
        if (!original.equalsIgnoreCase(BankFile.compact(batch))) {
            throw new Refusal(BankReason.OTHER_BATCH, batch);
        }
        List<ResultFile.Row> rows = new ArrayList<>();
        results.forEach(result -> rows.add(row(rows.size() + 1, Objects.requireNonNull(result.order()), result)));
        Result all = whole;
        if (all != null && results.isEmpty()) {
            orders.stream()
                    .filter(order -> order.state() != OrderStanding.State.WITHDRAWN)
                    .forEach(order -> rows.add(row(rows.size() + 1, order.id(), all.of(order))));
        }
        return new ResultFile(rows);
    }

    private ResultFile.Row row(int number, UUID item, Result result) {
        String own = result.reference() == null ? message + "/" + BankFile.compact(item) : result.reference();
        return result.paid()
                ? new ResultFile.Row(number, item, cut(own), null)
                : new ResultFile.Row(number, item, null, cut(result.reason()));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    /** Goes through the report once. */
    private static final class Reading {

        private final XMLStreamReader xml;
        private final Map<String, String> said = new HashMap<>();
        private final List<Result> results = new ArrayList<>();
        private @Nullable Result whole;
        private String message = "";
        private String original = "";
        private boolean isReport;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        StatusReport report() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("declares entities");
                    case XMLStreamConstants.START_ELEMENT -> started(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> ended(xml.getLocalName());
                    default -> {}
                }
            }
            if (!isReport || message.isEmpty()) {
                throw new XMLStreamException("no status report");
            }
            return new StatusReport(message, original, whole, List.copyOf(results));
        }

        private void started(String element) throws XMLStreamException {
            isReport |= element.equals("CstmrPmtStsRpt");
            if (element.equals("TxInfAndSts") || element.equals("OrgnlPmtInfAndSts")) {
                said.clear();
            }
            if (KEPT.contains(element)) {
                said.put(element, xml.getElementText().strip());
            }
        }

        private void ended(String element) {
            switch (element) {
                case "GrpHdr" -> message = said.getOrDefault("MsgId", "");
                case "TxInfAndSts" -> add(said.get("TxSts"), ResultFile.idOf(said.getOrDefault("OrgnlEndToEndId", "")));
                case "OrgnlGrpInfAndSts" -> {
                    original = said.getOrDefault("OrgnlMsgId", "");
                    add(said.get("GrpSts"), null);
                }
                case "OrgnlPmtInfAndSts" -> add(said.get("PmtInfSts"), null);
                default -> {}
            }
        }

        private void add(@Nullable String status, @Nullable UUID order) {
            boolean paid = status != null && PAID.contains(status);
            if (paid || REJECTED.equals(status)) {
                Result result = new Result(order, paid, said.get("AcctSvcrRef"), reason());
                if (order == null) {
                    whole = result;
                } else {
                    results.add(result);
                }
            }
            said.keySet().removeAll(List.of("AcctSvcrRef", "Cd", "Prtry", "AddtlInf", "TxSts"));
        }

        private String reason() {
            String code = said.getOrDefault("Cd", said.getOrDefault("Prtry", REJECTED));
            String words = said.get("AddtlInf");
            String reason = words == null ? code : code + ": " + words;
            return reason.replaceAll("\\p{Cntrl}+", " ");
        }
    }
}
