package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.cache.CacheSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings from properties and from the environment. The key {@code sqlite.busy-timeout} is the property {@code
 * chatstore.sqlite.busy-timeout} and the variable {@code CHATSTORE_SQLITE_BUSY_TIMEOUT}.
 */
final class Configuration {
    private static final String PROPERTY_PREFIX = "chatstore.";
    private static final String VARIABLE_PREFIX = "CHATSTORE_";

    private Configuration() {}

    static Map<String, String> ofProperties(Map<String, String> properties) {
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((name, text) -> {
            if (name.startsWith(PROPERTY_PREFIX)) {
                texts.put(name.substring(PROPERTY_PREFIX.length()), text);
            }
        });
        return texts;
    }

    /** Returns the settings of the environment by the names of their variables; {@link #check} maps these to keys. */
    static Map<String, String> ofEnvironment(Map<String, String> variables) {
        Map<String, String> texts = new TreeMap<>();
        variables.forEach((name, text) -> {
            if (name.startsWith(VARIABLE_PREFIX)) {
                texts.put(name.equals(variable(CommonSettings.URL)) ? CommonSettings.URL : name, text);
            }
        });
        return texts;
    }

    /**
     * Returns the settings after a check of every key and every value.
     *
     * @throws InvalidInputException if a key is unknown, or a value is malformed or out of its range
     */
    static Settings check(Map<String, String> texts, List<Setting<?>> ofProviders) {
        Set<Setting<?>> known = Stream.of(CommonSettings.ALL, CacheSettings.ALL, ofProviders)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        Map<String, Setting<?>> byName = new TreeMap<>();
        known.forEach(setting -> {
            byName.put(setting.key(), setting);
            byName.put(variable(setting.key()), setting);
        });
        Map<String, String> checked = new TreeMap<>();
        texts.forEach((name, text) -> {
            Setting<?> setting = byName.containsKey(name) ? byName.get(name) : CommonSettings.sessionTtl(name);
            if (setting == null) {
                throw new InvalidInputException(name, unknown(name, byName.keySet()), 0);
            }
            setting.parse(text);
            checked.put(setting.key(), text);
        });
        return new Settings(checked);
    }

    private static String unknown(String name, Set<String> names) {
        boolean variable = name.startsWith(VARIABLE_PREFIX);
        Set<String> candidates = names.stream()
                .filter(candidate -> candidate.startsWith(VARIABLE_PREFIX) == variable)
                .collect(Collectors.toCollection(TreeSet::new));
        candidates.add(variable ? variable(CommonSettings.URL) : CommonSettings.URL);
        return "is not a setting of this storage; did you mean " + NearestName.of(name, candidates) + "?";
    }

    /** Returns the text of a setting, or its default, without a check of the other settings. */
    static String text(Map<String, String> texts, Setting<?> setting) {
        String text = texts.getOrDefault(setting.key(), texts.get(variable(setting.key())));
        return text == null ? setting.defaultText() : text.trim();
    }

    static String variable(String key) {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
