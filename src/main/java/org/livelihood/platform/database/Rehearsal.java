package org.livelihood.platform.database;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.livelihood.platform.database.DatabaseSetup.Prepared;
import org.livelihood.platform.settings.DemoMode;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A start that ends before anything is served ({@code -Dspring.context.exit=onRefresh}), with no database at all: while
 * an image is built, it shows the JVM which classes to archive.
 */
final class Rehearsal {

    private static final String EXIT = "spring.context.exit";
    private static final int SECRET_BYTES = 32;

    private Rehearsal() {}

    static boolean isAskedOf(ConfigurableEnvironment environment) {
        return environment.getProperty(EXIT, "").equalsIgnoreCase("onRefresh");
    }

    static void prepare(ConfigurableEnvironment environment, SpringApplication application) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        environment.addActiveProfile("demo");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "database",
                        Map.of(
                                "spring.flyway.url",
                                "jdbc:postgresql://nowhere.invalid/none",
                                "spring.r2dbc.url",
                                "r2dbc:postgresql://nowhere.invalid/none",
                                "spring.r2dbc.username",
                                "nobody",
                                "spring.r2dbc.password",
                                "none",
                                DemoMode.SECRET,
                                Base64.getEncoder().encodeToString(secret))));
        application.addInitializers(context -> {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            beans.registerSingleton("preparedDatabase", new Prepared("none", Duration.ZERO));
            ((BeanDefinitionRegistry) beans).registerBeanDefinition("noMigrations", noMigrations());
        });
    }

    private static BeanDefinition noMigrations() {
        return BeanDefinitionBuilder.genericBeanDefinition(FlywayMigrationStrategy.class, () -> migrations -> {})
                .setPrimary(true)
                .getBeanDefinition();
    }
}
