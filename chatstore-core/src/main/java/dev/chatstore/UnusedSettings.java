package dev.chatstore;

import dev.chatstore.api.spi.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that may be configured although the backend or cache that has them is not in use. Those of this project's
 * backends are known by a list, since their artifacts may be missing, so that a misspelt one is still an error. Those of
 * another backend on the class path are known by their beginning, which is one of its schemes.
 */
final class UnusedSettings {
    /** The keys of all settings of this project's backends and caches; a test compares them with the providers. */
    static final Set<String> KEYS = read();

    private static final Set<String> VARIABLES =
            KEYS.stream().map(SettingForm::variable).collect(Collectors.toSet());

    private UnusedSettings() {}

    /**
     * Returns whether a name, which is not that of a setting in use, is one of a setting that may be passed over.
     *
     * @param inUse the settings in use: of a backend that has some, all are known
     */
    static boolean contain(String keyOrVariable, Collection<Setting<?>> inUse) {
        return KEYS.contains(keyOrVariable)
                || VARIABLES.contains(keyOrVariable)
                || Backends.foreignSchemes()
                        .map(scheme -> scheme + ".")
                        .filter(prefix -> inUse.stream()
                                .noneMatch(setting -> setting.key().startsWith(prefix)))
                        .anyMatch(prefix -> keyOrVariable.startsWith(prefix)
                                || keyOrVariable.startsWith(SettingForm.variable(prefix)));
    }

    private static Set<String> read() {
        try (InputStream in = UnusedSettings.class.getResourceAsStream("backend-settings.txt")) {
            if (in == null) {
                throw new IllegalStateException("chatstore-core lacks its file backend-settings.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
