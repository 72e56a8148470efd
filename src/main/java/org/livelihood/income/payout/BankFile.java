package org.livelihood.income.payout;

import com.prowidesoftware.swift.model.mx.MinimumEscapeHandler;
import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.MxWriteConfiguration;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GenericFinancialIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.livelihood.people.household.Payee;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.sheet.Sheet;

/**
 * The orders of one batch as a bank reads them; the same batch gives the same file each time. Pure.
 *
 * @param approvedAt when the batch was approved: the day on which the bank is to pay
 */
record BankFile(UUID batch, Instant approvedAt, Debtor debtor, List<Order> orders) {

    static final List<String> COLUMNS =
            List.of("item_id", "account_no", "account_name", "amount_yuan", "currency", "purpose");

    private static final int LONGEST_NAME = 140;
    private static final String CURRENCY = "CNY";
    private static final String PURPOSE = "LIVELIHOOD";

    BankFile {
        orders = List.copyOf(orders);
    }

    /** Formats of a bank file. */
    enum Format {
        CSV,
        /** ISO 20022 customer credit transfer initiation, pain.001.001.09. */
        PAIN_001
    }

    /** Whose account pays. */
    record Debtor(String name, String account, String bank) {}

    record Order(UUID item, Payee.Account payee, Money amount) {

        String reference() {
            return compact(item);
        }

        BigDecimal yuan() {
            return BankFile.yuan(amount);
        }
    }

    private static BigDecimal yuan(Money amount) {
        return BigDecimal.valueOf(amount.fen(), 2);
    }

    /** An id within the 35 characters that ISO 20022 allows. */
    static String compact(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Characters are written as themselves: two references to the halves of one are no XML. */
    private static MxWriteConfiguration characters() {
        MxWriteConfiguration writing = new MxWriteConfiguration();
        writing.escapeHandler = new MinimumEscapeHandler();
        return writing;
    }

    /**
     * A name within the 140 characters of the format, which some count as units of 16 bits, and without what XML cannot
     * hold: names that were taken before there was a rule must not keep the others of a batch from their money.
     */
    static String legible(String name) {
        StringBuilder legible = new StringBuilder();
        for (int point : name.codePoints().toArray()) {
            if (legible.length() + Character.charCount(point) <= LONGEST_NAME) {
                legible.appendCodePoint(isOfXml(point) ? point : ' ');
            }
        }
        String stripped = legible.toString().strip();
        return stripped.isEmpty() ? "?" : stripped;
    }

    /** Char of XML 1.0, but line breaks. */
    private static boolean isOfXml(int point) {
        return point >= ' ' && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }

    String text(Format format) {
        return format == Format.CSV ? csv() : pain001();
    }

    private String csv() {
        StringBuilder text = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(COLUMNS.toArray(String[]::new))
                .setQuoteMode(QuoteMode.ALL)
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (Order order : orders) {
                printer.printRecord(
                        order.item(),
                        order.payee().number(),
                        Sheet.harmless(legible(order.payee().name())),
                        order.yuan().toPlainString(),
                        CURRENCY,
                        PURPOSE);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private String pain001() {
        String count = Integer.toString(orders.size());
        BigDecimal total = yuan(Money.sum(orders.stream().map(Order::amount).toList()));
        OffsetDateTime at = approvedAt
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(ChinaTime.ZONE)
                .toOffsetDateTime();
        PaymentInstruction30 payment = new PaymentInstruction30()
                .setPmtInfId(compact(batch))
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setNbOfTxs(count)
                .setCtrlSum(total)
                .setReqdExctnDt(new DateAndDateTime2Choice().setDt(at.toLocalDate()))
                .setDbtr(new PartyIdentification135().setNm(legible(debtor.name())))
                .setDbtrAcct(account(debtor.account()))
                .setDbtrAgt(new BranchAndFinancialInstitutionIdentification6()
                        .setFinInstnId(new FinancialInstitutionIdentification18()
                                .setOthr(new GenericFinancialIdentification1().setId(debtor.bank()))));
        orders.forEach(order -> payment.addCdtTrfTxInf(transfer(order)));
        GroupHeader85 header = new GroupHeader85()
                .setMsgId(compact(batch))
                .setCreDtTm(at)
                .setNbOfTxs(count)
                .setCtrlSum(total)
                .setInitgPty(new PartyIdentification135().setNm(legible(debtor.name())));
        return new MxPain00100109()
                .setCstmrCdtTrfInitn(new CustomerCreditTransferInitiationV09()
                        .setGrpHdr(header)
                        .addPmtInf(payment))
                .message(characters());
    }

    private static CreditTransferTransaction34 transfer(Order order) {
        return new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6()
                        .setInstrId(order.reference())
                        .setEndToEndId(order.reference()))
                .setAmt(new AmountType4Choice()
                        .setInstdAmt(new ActiveOrHistoricCurrencyAndAmount()
                                .setCcy(CURRENCY)
                                .setValue(order.yuan())))
                .setCdtr(
                        new PartyIdentification135().setNm(legible(order.payee().name())))
                .setCdtrAcct(account(order.payee().number()));
    }

    private static CashAccount38 account(String number) {
        return new CashAccount38()
                .setId(new AccountIdentification4Choice().setOthr(new GenericAccountIdentification1().setId(number)));
    }
}
