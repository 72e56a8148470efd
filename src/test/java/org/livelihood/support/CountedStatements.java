package org.livelihood.support;

import io.r2dbc.spi.Result;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.ExecuteFunction;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts the SQL statements of a request that asks for it ({@link Api#counted()}), and says the number in the answer.
 * What other requests and the program's own rounds send meanwhile is not counted, nor are BEGIN and COMMIT, nor batches
 * that go together with others' requests.
 */
@TestConfiguration(proxyBeanMethods = false)
public class CountedStatements {

    static final String ASK = "X-Count-Statements";
    static final String ANSWER = "X-Statements";

    /** What one request has sent so far. */
    private record Sent(AtomicInteger statements) {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter statementsInTheAnswer() {
        return (exchange, chain) -> {
            if (!exchange.getRequest().getHeaders().containsHeader(ASK)) {
                return chain.filter(exchange);
            }
            Sent sent = new Sent(new AtomicInteger());
            exchange.getResponse().beforeCommit(() -> {
                String count = Integer.toString(sent.statements().get());
                exchange.getResponse().getHeaders().set(ANSWER, count);
                return Mono.empty();
            });
            return chain.filter(exchange).contextWrite(context -> context.put(Sent.class, sent));
        };
    }

    @Bean
    static BeanPostProcessor countingClient() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DatabaseClient client
                        ? DatabaseClient.builder()
                                .connectionFactory(client.getConnectionFactory())
                                .executeFunction(counting())
                                .build()
                        : bean;
            }
        };
    }

    private static ExecuteFunction counting() {
        return statement -> Flux.deferContextual(context -> {
            if (context.hasKey(Sent.class)) {
                context.get(Sent.class).statements().incrementAndGet();
            }
            return Flux.<Result>from(statement.execute());
        });
    }
}
