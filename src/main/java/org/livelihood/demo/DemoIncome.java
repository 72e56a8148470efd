package org.livelihood.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.livelihood.account.selfreport.Documents;
import org.livelihood.account.selfreport.Part;
import org.livelihood.account.selfreport.SelfReport;
import org.livelihood.account.selfreport.SelfReport.DocumentKind;
import org.livelihood.account.selfreport.SelfReports;
import org.livelihood.people.household.Households;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.security.Accounts;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Income from before the first sale: the county's officer enters it with its document, the platform confirms it. */
@Component
class DemoIncome {

    private static final Caller PLATFORM = Caller.system();

    /** What the villager of Jiaxi says that his family receives a year: 30,000 yuan. */
    private static final Money A_YEAR = new Money(3_000_000);

    private static final LocalDate DAY = LocalDate.parse("2019-12-31");

    /** One page, made up for the demo. */
    private static final byte[] DECLARATION = """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
              /Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
            4 0 obj <</Length 74>> stream
            BT /F 14 Tf 72 760 Td (Prickly pear 2019: 30,000 yuan. Made up.) Tj ET
            endstream endobj
            trailer <</Root 1 0 R>>
            %%EOF
            """.getBytes(StandardCharsets.US_ASCII);

    private final Accounts accounts;
    private final Households households;
    private final SelfReports reports;
    private final Documents documents;

    DemoIncome(Accounts accounts, Households households, SelfReports reports, Documents documents) {
        this.accounts = accounts;
        this.households = households;
        this.reports = reports;
        this.documents = documents;
    }

    /** The year 2019 of the place's first household. */
    Mono<Void> enter(Place place, List<MemberId> members) {
        SelfReport.Document document = new SelfReport.Document(
                DocumentKind.DECLARATION, "2019 刺梨收入申报 Declaration of income", Sha256.hex(DECLARATION));
        SelfReport.Content content =
                new SelfReport.Content(Part.OPERATING, null, DAY, document, "made up for the demo");
        return accounts.findByLogin("officer-" + place.login())
                .flatMap(accounts::find)
                .zipWith(households.membersOf(members.subList(0, 1)).single())
                .flatMap(both -> reports.enter(both.getT1(), both.getT2().household(), content, A_YEAR)
                        .flatMap(report -> documents
                                .keep(both.getT1(), report.id(), DECLARATION)
                                .then(reports.confirm(PLATFORM, report.id()))))
                .then();
    }
}
