package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The SDK's HTTP client, told to send each request once, within a time, and to the address that is set: the SDK knows
 * WeChat's own hosts only. The host is not among what is signed, so that another one does no harm.
 */
final class MerchantHttp {

    private static final List<String> SIGNATURE = List.of(
            Constant.WECHAT_PAY_SERIAL,
            Constant.WECHAT_PAY_SIGNATURE,
            Constant.WECHAT_PAY_TIMESTAMP,
            Constant.WECHAT_PAY_NONCE,
            Constant.REQUEST_ID);

    /** WeChat closes a connection that was idle for 8 s. */
    private static final int IDLE_SECONDS = 7;

    private static final int IDLE_CONNECTIONS = 8;
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private MerchantHttp() {}

    static HttpClient of(Config account, String address, Duration patience) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .callTimeout(patience)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(new ToAddress(HttpUrl.get(address)))
                .build();
        return new DefaultHttpClientBuilder().config(account).okHttpClient(http).build();
    }

    /** Sends what was meant for WeChat's host elsewhere. */
    private record ToAddress(HttpUrl address) implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            HttpUrl url = chain.request()
                    .url()
                    .newBuilder()
                    .scheme(address.scheme())
                    .host(address.host())
                    .port(address.port())
                    .build();
            return named(chain.proceed(chain.request().newBuilder().url(url).build()));
        }

        /** The SDK finds headers by their names as WeChat's pages write them; on the way here they may change case. */
        private static Response named(Response answer) {
            Response.Builder named = answer.newBuilder();
            for (String name : SIGNATURE) {
                String value = answer.header(name);
                if (value != null) {
                    named.header(name, value);
                }
            }
            return named.build();
        }
    }
}
