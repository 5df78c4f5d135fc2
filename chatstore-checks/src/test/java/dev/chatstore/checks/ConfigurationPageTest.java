package dev.chatstore.checks;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.CommonSettings;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.cache.CacheSettings;
import dev.chatstore.jdbi.RelationalSettings;
import dev.chatstore.jdbi.server.ServerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} lists exactly the settings of the code, in tables under these headings: every storage, caches,
 * every database, every database server, and the schemes of each backend and of each place of an archive.
 */
class ConfigurationPageTest {
    private static final String HEAD = "| key | default | range | meaning |";
    private static final String LINE = "| --- | --- | --- | --- |";

    /** The names of shared caches in headings. */
    private static final Map<String, String> NAMES = Map.of("RedisSharedCacheProvider", "Redis");

    @Test
    void itListsExactlyTheSettings() {
        Map<String, String> expected = expected();
        String right = expected.entrySet().stream()
                .map(section -> "## " + section.getKey() + "\n\n" + section.getValue() + "\n")
                .collect(joining("\n"));
        assertThat(found())
                .withFailMessage("the tables of docs/configuration.md should be:%n%n%s", right)
                .isEqualTo(expected);
    }

    /** Core knows their keys without their artifacts, and passes over those that are not in use. */
    @Test
    void coreKnowsExactlyTheKeysOfEveryBackend() {
        Stream<Setting<?>> ofBackends = ServiceLoader.load(BackendProvider.class).stream()
                .flatMap(backend -> backend.get().settings().stream());
        Stream<Setting<?>> ofCaches = ServiceLoader.load(SharedCacheProvider.class).stream()
                .flatMap(cache -> cache.get().settings().stream());
        Stream<Setting<?>> ofPlaces = ServiceLoader.load(SegmentPlaceProvider.class).stream()
                .flatMap(place -> place.get().settings().stream());
        assertThat(Project.read(Project.resources("core").resolve("dev/chatstore/backend-settings.txt")))
                .isEqualTo(Stream.of(ofBackends, ofCaches, ofPlaces)
                        .flatMap(settings -> settings)
                        .map(Setting::key)
                        .distinct()
                        .sorted()
                        .collect(joining("\n", "", "\n")));
    }

    /** {@code docs/tiers.md} explains how to choose values and repeats the defaults. */
    @Test
    void thePageOnCachesListsEachCacheSettingWithItsDefault() {
        String page = Project.read(Project.ROOT.resolve("docs/tiers.md"));
        assertThat(CacheSettings.ALL)
                .allSatisfy(setting ->
                        assertThat(page).contains("| `%s` | %s | ".formatted(setting.key(), setting.defaultText())));
    }

    private static Map<String, String> expected() {
        Map<String, String> tables = new TreeMap<>();
        tables.put("Every storage", table(CommonSettings.ALL));
        tables.put("Caches", table(CacheSettings.ALL));
        tables.put("Every database", table(RelationalSettings.ALL));
        tables.put(
                "Every database server",
                table(ServerSettings.ALL.stream()
                        .filter(setting -> !RelationalSettings.ALL.contains(setting))
                        .toList()));
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            List<? extends Setting<?>> own = provider.settings().stream()
                    .filter(setting ->
                            !RelationalSettings.ALL.contains(setting) && !ServerSettings.ALL.contains(setting))
                    .toList();
            if (!own.isEmpty()) {
                tables.put(heading(provider.getClass()), table(own));
            }
        }
        for (SegmentPlaceProvider provider : ServiceLoader.load(SegmentPlaceProvider.class)) {
            if (!provider.settings().isEmpty()) {
                tables.put(heading(provider.getClass()) + " as the place of the archive", table(provider.settings()));
            }
        }
        for (SharedCacheProvider provider : ServiceLoader.load(SharedCacheProvider.class)) {
            Set<Setting<?>> elsewhere = ServiceLoader.load(BackendProvider.class).stream()
                    .flatMap(backend -> backend.get().settings().stream())
                    .collect(toSet());
            tables.put(
                    NAMES.get(provider.getClass().getSimpleName()) + " as the shared cache",
                    table(provider.settings().stream()
                            .filter(setting -> !elsewhere.contains(setting))
                            .toList()));
        }
        return tables;
    }

    private static String heading(Class<?> provider) {
        Schemes schemes = Objects.requireNonNull(provider.getAnnotation(Schemes.class));
        return Arrays.stream(schemes.value()).map(scheme -> "`" + scheme + ":`").collect(joining(", "));
    }

    private static String table(List<? extends Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `%s` | %s | %s | %s |"
                        .formatted(setting.key(), setting.defaultText(), setting.range(), setting.description()))
                .collect(joining("\n", HEAD + "\n" + LINE + "\n", ""));
    }

    /** Returns the tables of settings by their headings. */
    private static Map<String, String> found() {
        Map<String, String> tables = new TreeMap<>();
        String heading = "";
        boolean inside = false;
        for (String line :
                Project.read(Project.ROOT.resolve("docs/configuration.md")).split("\\R")) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            }
            inside = line.equals(HEAD) || (inside && line.startsWith("|"));
            if (inside) {
                tables.merge(heading, line, (before, after) -> before + "\n" + after);
            }
        }
        return tables;
    }
}
