package org.livelihood.sale.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/provider-bills")
class BillController {

    private final Bills bills;
    private final Reconciliation reconciliation;

    BillController(Bills bills, Reconciliation reconciliation) {
        this.bills = bills;
        this.reconciliation = reconciliation;
    }

    /**
     * A bill that was compared.
     *
     * @param lines how many transfers it has
     * @param feeFen what the provider took, rounded down to a fen
     * @param differences how many there are that no later bill has settled
     */
    record BillView(
            String provider,
            LocalDate day,
            Instant fetchedAt,
            int lines,
            Money paidFen,
            Money refundedFen,
            Money feeFen,
            long differences) {

        private static BillView of(BillDay bill) {
            return new BillView(
                    bill.provider(),
                    bill.day(),
                    bill.fetchedAt(),
                    bill.lines(),
                    bill.paid(),
                    bill.refunded(),
                    bill.fee(),
                    bill.differences());
        }
    }

    /**
     * What does not agree.
     *
     * @param number of the payment or the refund: its id without dashes, if it is of ours
     * @param oursFen the amount here, null where it is not known here
     * @param theirsFen the amount in the bill, of FEE the fee in it; null where no bill has it
     * @param producers whose orders it is about
     * @param goneAt when a later bill settled it
     */
    record DifferenceView(
            Difference.Kind kind,
            String number,
            @Nullable Money oursFen,
            @Nullable Money theirsFen,
            Set<ProducerId> producers,
            @Nullable Instant goneAt) {

        private static DifferenceView of(Difference difference) {
            return new DifferenceView(
                    difference.kind(),
                    difference.number(),
                    difference.ours(),
                    difference.theirs(),
                    difference.producers(),
                    difference.goneAt());
        }
    }

    /**
     * List the providers' bills. Those that were fetched and compared, the newest first, with their open differences.
     */
    @GetMapping
    @Allow({Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    Mono<List<BillView>> list() {
        return bills.list().map(BillView::of).collectList();
    }

    /**
     * Tell what a day's bill and our books differ in. Auditors read all of it; an officer names a producer of her
     * regions.
     *
     * @param provider the payment provider: wechatpay or alipay
     * @param day in China
     * @param producer whose orders it is about
     */
    @GetMapping("/{provider}/days/{day}/differences")
    @Allow({Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    Mono<Page<DifferenceView>> differences(
            Caller caller,
            @PathVariable String provider,
            @PathVariable LocalDate day,
            @RequestParam(required = false) @Nullable ProducerId producer,
            Paging paging) {
        return bills.differences(caller, provider, day, producer, paging.after(), paging.limit())
                .map(page -> page.map(DifferenceView::of));
    }

    /**
     * Fetch a day's bill. It is compared with our books, unless that has been done: bills come by themselves, a day
     * later.
     *
     * @param provider the payment provider: wechatpay or alipay
     * @param day in China, before today
     */
    @PostMapping("/{provider}/days/{day}")
    @Allow(Role.ADMIN)
    Mono<BillView> reconcile(@PathVariable String provider, @PathVariable LocalDate day) {
        return reconciliation.reconcile(provider, day).map(BillView::of);
    }
}
