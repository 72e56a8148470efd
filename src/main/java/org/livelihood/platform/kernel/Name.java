package org.livelihood.platform.kernel;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The name of a person, a place or a body ({@link TextRule#NAME}), wherever a name enters. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Name.Rule.class)
public @interface Name {

    String message() default "is not a name";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null and empty names are another constraint's question. */
    final class Rule implements ConstraintValidator<Name, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence name, ConstraintValidatorContext context) {
            return name == null || TextRule.NAME.allows(name.toString());
        }
    }
}
