package org.livelihood.http;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Id;
import org.livelihood.kernel.Money;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The published description of the API (OpenAPI 3.1): who may call what, and how problems are told. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class ApiDescription {

    private static final String BEARER = "bearer";

    ApiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Wait.class)
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
                        .description("Livestream sales of poverty-alleviation products 扶贫产品直播销售,"
                                + " traced to the household and to the fen. Money is in fen, times are RFC 3339."))
                .components(new Components().addSecuritySchemes(BEARER, bearer));
    }

    /** Schemas are named by module and class, for several modules have a Line or a Content of their own. */
    @Bean
    ModelResolver schemaNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
            @Override
            protected String getNameOfClass(Class<?> type) {
                String module = type.getPackageName().replaceFirst("^org\\.livelihood\\.", "");
                return module.equals(type.getPackageName())
                        ? super.getNameOfClass(type)
                        : module + "." + type.getSimpleName();
            }
        });
    }

    @Bean
    OperationCustomizer rolesAndProblems() {
        return (operation, handler) -> {
            Allow allow = handler.getMethodAnnotation(Allow.class);
            if (allow != null) {
                String roles = Arrays.stream(allow.value()).map(Enum::name).collect(Collectors.joining(", "));
                String said = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
                operation.setDescription(said + "Roles: " + roles);
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(Wait.class)) {
                operation.addParametersItem(preferredWait());
            }
            Schema<?> problem = new Schema<>().$ref("#/components/schemas/http.Problem");
            operation
                    .getResponses()
                    .addApiResponse(
                            "4XX",
                            new ApiResponse()
                                    .description("A problem (RFC 9457) with a stable code")
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json", new MediaType().schema(problem))));
            return operation;
        };
    }

    private static Parameter preferredWait() {
        return new HeaderParameter()
                .name(Wait.HEADER)
                .description("wait=10 waits up to ten seconds (thirty at most) for what is on its way (RFC 7240)")
                .schema(new StringSchema().example("wait=10"));
    }

    @Bean
    OpenApiCustomizer problemSchema(ModelResolver schemas) {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(schemas);
        return api -> converters.readAll(Problem.class).forEach(api.getComponents()::addSchemas);
    }
}
