package dev.chatstore.checks;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each published library has a {@code module-info.java}, which exports its API and works on the module path. */
class ModuleTest {
    private static final Pattern COMPARED = Pattern.compile("<include>(dev\\.chatstore[a-z0-9.]*)</include>");

    static Stream<String> modules() {
        return Project.libraries().stream();
    }

    /** The exported packages are the API, whose compatibility with the last release the build verifies. */
    @Test
    void theExportedPackagesAreThoseThatTheCompatibilityCheckCompares() {
        List<String> exported = modules()
                .flatMap(module -> ModulePath.descriptor(module).exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .sorted()
                .toList();
        List<String> compared = COMPARED.matcher(Project.read(Project.ROOT.resolve("pom.xml")))
                .results()
                .map(include -> include.group(1))
                .toList();
        assertThat(compared).as("packages to compare in pom.xml").isEqualTo(exported);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aPackageIsExportedToModulesThatExist(String module) {
        assertThat(ModulePath.descriptor(module).exports())
                .flatExtracting(Exports::targets)
                .allSatisfy(target -> ModulePath.find(target));
    }

    /** On the class path a provider is found by its file, on the module path by its directive. */
    @ParameterizedTest
    @MethodSource("modules")
    void theProvidersAreTheSameOnTheClassPathAndOnTheModulePath(String module) {
        Map<String, List<String>> files = Project.children(
                        Project.resources(module).resolve("META-INF/services"))
                .collect(toMap(
                        file -> file.getFileName().toString(),
                        file -> Project.read(file).lines().toList()));
        Map<String, List<String>> directives = ModulePath.descriptor(module).provides().stream()
                .collect(toMap(Provides::service, Provides::providers));
        assertThat(directives).isEqualTo(files);
    }

    /** A name that is derived from the file's name changes when the file is renamed. */
    @ParameterizedTest
    @MethodSource("modules")
    void aRequiredModuleHasAStableName(String module) {
        assertThat(ModulePath.descriptor(module).requires())
                .filteredOn(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .filteredOn(name -> !name.matches("(java|jdk)\\..*"))
                .allMatch(ModuleTest::isStable);
    }

    private static boolean isStable(String name) {
        ModuleDescriptor descriptor = ModulePath.find(name).descriptor();
        if (!descriptor.isAutomatic()) {
            return true;
        }
        Path file = Path.of(ModulePath.find(name).location().orElseThrow());
        try (JarFile jar = new JarFile(file.toFile())) {
            return name.equals(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    @Test
    @Timeout(120)
    void aProgramOpensEmbeddedBackendsOnTheModulePath(@TempDir Path folder) throws Exception {
        assertThat(ModulePath.run(folder, List.of("memory:", "sqlite:bot.db")))
                .containsSubsequence(
                        "Two seats to Oslo, please: Trip[to=Oslo, seats=Optional[2]]",
                        "Two seats to Oslo, please: Trip[to=Oslo, seats=Optional[2]]",
                        "module bot uses module dev.chatstore.core");
    }
}
