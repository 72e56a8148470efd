package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import java.io.IOException;
import java.time.Duration;
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
            return chain.proceed(chain.request().newBuilder().url(url).build());
        }
    }
}
