package org.livelihood.income.bank;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Money;

/**
 * Writes a batch's orders as an ISO 20022 customer credit transfer initiation, pain.001.001.09, with the elements that
 * a payout needs, in the order that the published schema asks for. Pure; {@code BankFileTest} holds it to the schema.
 */
final class Pain001 {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final String TRANSFER = "TRF";

    /** The JDK's own, whichever others lie on the class path: it writes characters beyond U+FFFF as themselves. */
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;
    private final BankFile file;

    private Pain001(XMLStreamWriter xml, BankFile file) {
        this.xml = xml;
        this.file = file;
    }

    /** What stands inside an element. */
    @FunctionalInterface
    private interface Content {
        void write() throws XMLStreamException;
    }

    static String of(BankFile file) {
        StringWriter text = new StringWriter();
        try {
            new Pain001(XML.createXMLStreamWriter(text), file).document();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        element("Document", () -> {
            xml.writeDefaultNamespace(NAMESPACE);
            element("CstmrCdtTrfInitn", () -> {
                element("GrpHdr", this::header);
                element("PmtInf", this::payment);
            });
        });
        xml.writeEndDocument();
    }

    private void header() throws XMLStreamException {
        text("MsgId", BankFile.compact(file.batch()));
        text("CreDtTm", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(approval()));
        sums();
        name("InitgPty", file.debtor().name());
    }

    private void payment() throws XMLStreamException {
        text("PmtInfId", BankFile.compact(file.batch()));
        text("PmtMtd", TRANSFER);
        sums();
        element("ReqdExctnDt", () -> text("Dt", approval().toLocalDate().toString()));
        name("Dbtr", file.debtor().name());
        account("DbtrAcct", file.debtor().account());
        element("DbtrAgt", () -> element("FinInstnId", () -> other(file.debtor().bank())));
        for (BankFile.Order order : file.orders()) {
            element("CdtTrfTxInf", () -> transfer(order));
        }
    }

    private void transfer(BankFile.Order order) throws XMLStreamException {
        element("PmtId", () -> {
            text("InstrId", order.reference());
            text("EndToEndId", order.reference());
        });
        element(
                "Amt",
                () -> element("InstdAmt", () -> {
                    xml.writeAttribute("Ccy", BankFile.CURRENCY);
                    xml.writeCharacters(order.yuan().toPlainString());
                }));
        name("Cdtr", order.payee().name());
        account("CdtrAcct", order.payee().number());
    }

    private OffsetDateTime approval() {
        return file.approvedAt()
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(ChinaTime.ZONE)
                .toOffsetDateTime();
    }

    /** How many orders, and how much they come to. */
    private void sums() throws XMLStreamException {
        List<Money> amounts = file.orders().stream().map(BankFile.Order::amount).toList();
        BigDecimal total = BankFile.yuan(Money.sum(amounts));
        text("NbOfTxs", Integer.toString(amounts.size()));
        text("CtrlSum", total.toPlainString());
    }

    private void name(String party, String name) throws XMLStreamException {
        element(party, () -> text("Nm", BankFile.legible(name)));
    }

    private void account(String whose, String number) throws XMLStreamException {
        element(whose, () -> element("Id", () -> other(number)));
    }

    /** An id that is of no international scheme. */
    private void other(String id) throws XMLStreamException {
        element("Othr", () -> text("Id", id));
    }

    private void text(String name, String text) throws XMLStreamException {
        element(name, () -> xml.writeCharacters(text));
    }

    private void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write();
        xml.writeEndElement();
    }
}
