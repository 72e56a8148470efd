package org.livelihood.platform.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.http.Problem;
import org.livelihood.platform.http.Texts;
import org.livelihood.platform.http.Wait;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Money;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;

/** The published description of the API (OpenAPI 3.1): who may call what, and how problems are told. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class ApiDescription {

    private static final String BEARER = "bearer";
    private static final String PROBLEMS = "api/problems.properties";

    private static final String WHAT = """
            Livestream sales of poverty-alleviation products 扶贫产品直播销售, traced to the household and to the fen.

            Money is in fen, 1/100 yuan, as whole numbers; times are RFC 3339 in UTC, days are China's. Whoever is \
            signed in sends `Authorization: Bearer` with an access token. What is refused is told as a problem \
            (RFC 9457) with a stable `code`; each operation lists those that it may answer with.""";

    ApiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Wait.class, Paging.class, Once.class, HttpHeaders.class)
                .replaceWithClass(IfMatch.class, String.class)
                .replaceWithClass(Money.class, Long.class);
        ClassPathScanningCandidateComponentProvider ids = new ClassPathScanningCandidateComponentProvider(false);
        ids.addIncludeFilter(new AssignableTypeFilter(Id.class));
        for (BeanDefinition id : ids.findCandidateComponents(Id.class.getPackageName())) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(id.getBeanClassName()), null);
            SpringDocUtils.getConfig().replaceWithClass(type, UUID.class);
        }
    }

    @Bean
    OpenAPI api() {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(BEARER)
                .bearerFormat("JWT");
        return new OpenAPI()
                .info(new Info()
                        .title("Livelihood")
                        .version("v1")
                        .contact(new Contact().name("Whoever runs this program"))
                        .description(WHAT))
                .servers(List.of(new Server().url("/").description("The program that serves this description")))
                .components(new Components().addSecuritySchemes(BEARER, bearer));
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    ModelResolver schemas(ObjectMapperProvider mappers, SchemaNames names) {
        return new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
    }

    @Bean
    ProblemAnswers problemAnswers(Texts texts) throws IOException {
        return new ProblemAnswers(PropertiesLoaderUtils.loadProperties(new ClassPathResource(PROBLEMS)), texts);
    }

    @Bean
    OperationRules operationRules(ProblemAnswers problems) {
        return new OperationRules(BEARER, problems);
    }

    @Bean
    OpenApiCustomizer wholeDocument(
            ModelResolver schemas, SchemaNames names, JavadocProvider javadoc, ProblemAnswers problems) {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(schemas);
        return api -> {
            converters.readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            new SchemaRules(api.getComponents().getSchemas(), names.classes()).apply();
            new SchemaWords(javadoc).describe(api.getComponents().getSchemas(), names.classes());
            problems.shared().forEach(api.getComponents()::addResponses);
            Chapters.arrange(api);
        };
    }
}
