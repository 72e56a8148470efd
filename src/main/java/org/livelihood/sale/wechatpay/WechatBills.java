package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.BillType;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.billdownload.model.TarType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.sale.bill.Bill;
import org.livelihood.sale.bill.BillSource;
import org.livelihood.sale.payment.BlockingCalls;
import reactor.core.publisher.Mono;

/**
 * WeChat's bills: a signed question for the address, and the file there, which is signed by its digest alone: SHA-1
 * over what was packed.
 */
final class WechatBills implements BillSource {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final String NONE = "NO_STATEMENT_EXIST";

    private final BlockingCalls calls = new BlockingCalls("wechatpay-bills", PATIENCE);
    private final BillDownloadServiceExtension bills;
    private final int feeBasisPoints;

    WechatBills(WechatPaySettings settings, RSAPublicKeyConfig account) {
        this.feeBasisPoints = settings.feeBasisPoints();
        this.bills = new BillDownloadServiceExtension.Builder()
                .httpClient(MerchantHttp.of(account, settings.address(), PATIENCE))
                .decryptor(account.createDecryptor())
                .build();
    }

    @Override
    public String provider() {
        return WechatPayProvider.NAME;
    }

    @Override
    public int feeBasisPoints() {
        return feeBasisPoints;
    }

    @Override
    public Mono<Bill> of(LocalDate day) {
        return calls.call(() -> fetched(day))
                .onErrorMap(WechatPayFailure::of)
                .map(WechatBills::bill)
                .onErrorResume(WechatBills::isNone, none -> Mono.just(Bill.none()));
    }

    private static boolean isNone(Throwable error) {
        return error instanceof WechatPayFailure failure && failure.is(NONE);
    }

    private byte[] fetched(LocalDate day) throws IOException {
        GetTradeBillRequest request = new GetTradeBillRequest();
        request.setBillDate(day.toString());
        request.setBillType(BillType.ALL);
        request.setTarType(TarType.GZIP);
        DigestBillEntity file = bills.getTradeBill(request);
        try (InputStream content = file.getInputStream()) {
            byte[] bytes = content.readNBytes(MOST_BYTES);
            if (!file.verifyHash()) {
                throw WechatPayFailure.saying("a bill that is not whole");
            }
            return bytes;
        }
    }

    private static Bill bill(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        return new Bill(new WechatBillFile(text).lines(), Sha256.hex(file));
    }
}
