package org.livelihood.platform.http;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.TextRule;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code @Size} of a text counts code points, as PostgreSQL and the API's description do, not halves of characters. */
@Configuration(proxyBeanMethods = false)
class Lengths {

    @Bean
    ValidationConfigurationCustomizer lengthsInCodePoints() {
        return configuration -> {
            HibernateValidatorConfiguration hibernate = (HibernateValidatorConfiguration) configuration;
            ConstraintMapping mapping = hibernate.createConstraintMapping();
            mapping.constraintDefinition(Size.class)
                    .includeExistingValidators(false)
                    .validatedBy(OfText.class)
                    .validatedBy(OfList.class)
                    .validatedBy(OfMap.class);
            hibernate.addMapping(mapping);
        };
    }

    private abstract static class Sized<T> implements ConstraintValidator<Size, T> {

        private int least;
        private int most = Integer.MAX_VALUE;

        @Override
        public void initialize(Size size) {
            least = size.min();
            most = size.max();
        }

        abstract int sizeOf(T value);

        @Override
        public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
            return value == null || sizeOf(value) >= least && sizeOf(value) <= most;
        }
    }

    static final class OfText extends Sized<CharSequence> {
        @Override
        int sizeOf(CharSequence text) {
            return TextRule.lengthOf(text);
        }
    }

    static final class OfList extends Sized<Collection<?>> {
        @Override
        int sizeOf(Collection<?> list) {
            return list.size();
        }
    }

    static final class OfMap extends Sized<Map<?, ?>> {
        @Override
        int sizeOf(Map<?, ?> map) {
            return map.size();
        }
    }
}
