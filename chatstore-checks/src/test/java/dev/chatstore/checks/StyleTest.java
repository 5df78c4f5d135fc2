package dev.chatstore.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of style that can be verified automatically. */
class StyleTest {
    private static final Pattern BAD_NAME =
            Pattern.compile("(Base|Default|Abstract)[A-Z].*|.*(Impl|Manager|Helper|Utils?)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");

    private static final DescribedPredicate<JavaClass> ARRAY =
            DescribedPredicate.describe("an array", JavaClass::isArray);

    @Test
    void noNameIsMeaningless() {
        assertThat(Project.CLASSES)
                .filteredOn(type -> BAD_NAME.matcher(type.getSimpleName()).matches())
                .isEmpty();
    }

    @Test
    void aPublicFieldNeverChanges() {
        fields().that()
                .arePublic()
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(ARRAY)
                .check(Project.CLASSES);
    }

    @Test
    void aBackendExposesOnlyItsProvider() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.chatstore.sqlite..",
                        "dev.chatstore.postgres..",
                        "dev.chatstore.mysql..",
                        "dev.chatstore.redis",
                        "dev.chatstore.s3..")
                .and()
                .arePublic()
                .and()
                // Programs may need to know what the configuration of the server guarantees.
                .doNotHaveFullyQualifiedName("dev.chatstore.redis.RedisDurability")
                .should()
                .beAssignableTo(BackendProvider.class)
                .orShould()
                .beAssignableTo(SharedCacheProvider.class)
                .orShould()
                .beAssignableTo(SegmentPlaceProvider.class)
                .check(Project.CLASSES);
    }

    @Test
    void theClockAndRandomnessAreInjected() {
        noClasses()
                .should()
                .accessTargetWhere(isOneOf(
                        Instant.class.getName() + ".now",
                        Clock.class.getName() + ".system.*",
                        "java\\.time\\.(Local|Zoned|Offset|Year).*\\.now",
                        "java.lang.System.currentTimeMillis",
                        "java.lang.Math.random",
                        Random.class.getName() + ".<init>\\(\\)"))
                .check(Project.CLASSES);
    }

    @Test
    void onlyTheBuilderAndTheStoreInMemoryUseTheSystemClockAndRandomness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ChatStorageBuilder.class.getName())
                .and()
                // Its process is also its server.
                .doNotHaveFullyQualifiedName(MemoryBackendProvider.class.getName())
                .should()
                .accessTargetWhere(isOneOf(
                        InstantSource.class.getName() + ".system", ThreadLocalRandom.class.getName() + ".current"))
                .check(Project.CLASSES);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(isOneOf("java.lang.Thread.sleep", TimeUnit.class.getName() + ".sleep"))
                .check(Project.CLASSES);
    }

    /** Reads the sources, because ArchUnit does not show synchronized blocks. */
    @Test
    void nothingIsSynchronized() {
        List<String> found = Project.modules().stream()
                .flatMap(module -> Project.descendants(Project.sources(module)))
                .filter(path -> path.toString().endsWith(".java"))
                .filter(path -> SYNCHRONIZED
                        .matcher(COMMENT.matcher(Project.read(path)).replaceAll(""))
                        .find())
                .map(path -> path.getFileName().toString())
                .toList();
        assertThat(found)
                .as("files that use synchronized, which pins virtual threads; use a lock of java.util.concurrent")
                .isEmpty();
    }

    /** Matches an access, including a method reference, by the full name of its target, with or without parameters. */
    private static DescribedPredicate<JavaAccess<?>> isOneOf(String... targets) {
        Pattern names = Pattern.compile("(" + String.join("|", targets) + ")(\\(.*\\))?");
        return DescribedPredicate.describe(
                "is one of " + String.join(", ", targets),
                access -> names.matcher(access.getTarget().getFullName()).matches());
    }
}
