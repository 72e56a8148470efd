package org.livelihood.platform.http;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.Form;
import org.livelihood.platform.settings.OneOf;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The web server. What Spring Boot itself reads of these stands in {@code application.yaml}.
 *
 * @param port of the API; 0 for any free one
 * @param managementPort of health and metrics, null for the API's
 * @param logFormat of the log as JSON; empty for text
 * @param connections that clients may hold at once
 * @param arrivingPerAddress connections of one address whose request is still on its way
 * @param forwardedHeaders who reads X-Forwarded-For and the like: none, or the web server (native), or Spring
 * @param docs whether the API's description is shown
 * @param publicUrl how browsers reach this program; empty for localhost and its port
 */
@ConfigurationProperties("livelihood")
public record HttpSettings(
        @DefaultValue("8080") @Between(least = "0", most = "65535")
        int port,

        @Between(least = "0", most = "65535") @Nullable Integer managementPort,

        @DefaultValue("") @OneOf({"ecs", "gelf", "logstash"})
        String logFormat,

        @DefaultValue("10000") @Between(least = "10", most = "1000000")
        int connections,

        @DefaultValue("1000") @Between(least = "1", most = "1000000")
        int arrivingPerAddress,

        @DefaultValue("none") @OneOf({"none", "native", "framework"})
        String forwardedHeaders,

        @DefaultValue("true") boolean docs,
        @DefaultValue("") @Form(Form.Kind.ADDRESS) String publicUrl) {}
