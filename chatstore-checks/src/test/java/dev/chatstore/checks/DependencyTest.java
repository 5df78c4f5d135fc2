package dev.chatstore.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Modules depend on each other in one direction: api, core, jdbi, backends. The testkit depends only on the api. The command
 * line uses backends through the core alone.
 */
class DependencyTest {
    /** The modules on which a module may depend. */
    private static final Map<String, List<String>> MAY_DEPEND_ON = Map.of(
            "api", List.of(),
            "core", List.of("api"),
            "jdbi", List.of("api", "core"),
            "sqlite", List.of("api", "core", "jdbi"),
            "postgres", List.of("api", "core", "jdbi"),
            "mysql", List.of("api", "core", "jdbi"),
            "redis", List.of("api", "core"),
            "s3", List.of("api", "core"),
            "cli", List.of("api", "core"),
            "testkit", List.of("api"));

    /** The modules that may use the types of a library. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("com.fasterxml.jackson..", List.of("core", "jdbi", "cli")),
            Map.entry("com.github.benmanes.caffeine..", List.of("core")),
            Map.entry("com.github.luben.zstd..", List.of("core", "redis")),
            Map.entry("dev.failsafe..", List.of("core")),
            Map.entry("io.micrometer..", List.of("core")),
            Map.entry("me.tongfei.progressbar..", List.of("cli")),
            Map.entry("org.jdbi..", List.of("jdbi")),
            Map.entry("org.jline..", List.of("cli")),
            Map.entry("com.zaxxer.hikari..", List.of("jdbi", "sqlite", "postgres", "mysql")),
            Map.entry("org.sqlite..", List.of("sqlite")),
            Map.entry("org.postgresql..", List.of("postgres")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("redis.clients..", List.of("redis")),
            Map.entry("software.amazon.awssdk..", List.of("s3")),
            Map.entry("org.junit..", List.of("testkit")),
            Map.entry("org.assertj..", List.of("testkit")));

    static Stream<String> modules() {
        return Project.modules().stream();
    }

    static Stream<String> libraries() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theClassesOfEveryModuleAreAnalyzed(String module) {
        assertThat(Project.CLASSES)
                .as("chatstore-checks must depend on chatstore-" + module)
                .anyMatch(resideInAnyPackage(packages(module)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleDependsOnlyOnThoseBelowIt(String module) {
        assertThat(MAY_DEPEND_ON)
                .as("the modules on which each module may depend")
                .containsKey(module);
        String[] known = Stream.concat(Stream.of(module), MAY_DEPEND_ON.get(module).stream())
                .map(DependencyTest::packages)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(packages(module))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.chatstore..").and(not(resideInAnyPackage(known))))
                .check(Project.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsUsedOnlyInItsModules(String library) {
        String[] places = MAY_USE.get(library).stream()
                .map(DependencyTest::packages)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(places)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(Project.CLASSES);
    }

    @Test
    void theApiDependsOnlyOnTheJdkAndAnnotations() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("api"))
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.chatstore.api..", "org.jspecify.annotations..", "org.slf4j..")
                .check(Project.CLASSES);
    }

    /** The root package, which contains the entry point, belongs to core. */
    private static String[] packages(String module) {
        String own = "dev.chatstore." + module + "..";
        return module.equals("core") ? new String[] {own, "dev.chatstore"} : new String[] {own};
    }
}
