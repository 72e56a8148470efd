package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What nobody calls goes. */
class DeadCodeTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.livelihood");

    /** By name and number of parameters, wherever in a hierarchy the call was aimed. */
    private static final Set<String> CALLED = CLASSES.stream()
            .flatMap(DeadCodeTest::accesses)
            .map(JavaCodeUnitAccess::getTarget)
            .map(DeadCodeTest::signature)
            .collect(Collectors.toSet());

    /** What tests look at: how full things are, and where a database is. */
    private static final Set<String> FOR_TESTS = Set.of("jdbcUrl", "arriving", "inUse");

    private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
        return Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream());
    }

    private static String signature(CodeUnitAccessTarget target) {
        return target.getName() + "/" + target.getRawParameterTypes().size();
    }

    @Test
    void everyMethodIsCalledByTheProgram() {
        assertThat(CLASSES.stream()
                        .filter(type -> !type.isAnnotation())
                        .flatMap(type -> type.getMethods().stream())
                        .filter(DeadCodeTest::isForTheProgramToCall)
                        .filter(method -> !CALLED.contains(method.getName() + "/"
                                + method.getRawParameterTypes().size()))
                        .filter(method -> !FOR_TESTS.contains(method.getName()))
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    /** Others are called by frameworks, by way of what they override or are annotated with, or are written by javac. */
    private static boolean isForTheProgramToCall(JavaMethod method) {
        JavaClass owner = method.getOwner();
        boolean written = method.getModifiers().contains(JavaModifier.SYNTHETIC)
                || method.getModifiers().contains(JavaModifier.BRIDGE)
                || method.getName().startsWith("lambda$");
        boolean ofARecord = owner.isRecord() && method.getRawParameterTypes().isEmpty();
        boolean ofAnEnum = owner.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        return !written
                && !ofARecord
                && !ofAnEnum
                && method.getAnnotations().isEmpty()
                && !method.getName().equals("main")
                && !overrides(method);
    }

    private static boolean overrides(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .map(JavaCodeUnit::getName)
                .anyMatch(method.getName()::equals);
    }
}
