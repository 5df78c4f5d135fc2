package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.cache.CacheSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings from properties and from the environment. The key {@code sqlite.busy-timeout} is the property {@code
 * chatstore.sqlite.busy-timeout} and the variable {@code CHATSTORE_SQLITE_BUSY_TIMEOUT}.
 */
final class Configuration {
    /**
     * What Kubernetes sets in every container for a service whose name begins with {@code chatstore}: its host, its ports
     * by their names, and the forms that Docker's links had.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("CHATSTORE_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_[A-Z]+(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("[a-z]+://.*");

    private Configuration() {}

    static Map<String, String> ofProperties(Map<String, String> properties) {
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((name, text) -> {
            if (name.startsWith(SettingForm.PROPERTY_PREFIX)) {
                texts.put(name.substring(SettingForm.PROPERTY_PREFIX.length()), text);
            }
        });
        return texts;
    }

    /** Returns the settings of the environment by the names of their variables; {@link #check} maps these to keys. */
    static Map<String, String> ofEnvironment(Map<String, String> variables) {
        Map<String, String> texts = new TreeMap<>();
        variables.forEach((name, text) -> {
            if (name.startsWith(SettingForm.VARIABLE_PREFIX) && !isServiceLink(name, text)) {
                texts.put(name.equals(SettingForm.variable(CommonSettings.URL)) ? CommonSettings.URL : name, text);
            }
        });
        return texts;
    }

    private static boolean isServiceLink(String name, String text) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(text).matches());
    }

    /**
     * Returns the settings in use after a check of every key, and of every value of a known setting. Settings of backends
     * and caches that are not in use are passed over, so that one line swaps the backend. So is the variable of a setting that
     * is given by its key as well.
     *
     * @param forms the form in which an error suggests the nearest key, by the name that was given
     * @throws InvalidInputException if a key is unknown, or a value is malformed or out of its range
     */
    static Settings check(
            Map<String, String> texts, List<Setting<?>> ofProviders, Function<String, SettingForm> forms) {
        Map<String, Setting<?>> byName = new TreeMap<>();
        Stream.of(CommonSettings.ALL, CacheSettings.ALL, ofProviders)
                .flatMap(List::stream)
                .forEach(setting -> {
                    byName.put(setting.key(), setting);
                    byName.put(SettingForm.variable(setting.key()), setting);
                });
        Map<String, String> checked = new TreeMap<>();
        texts.forEach((name, text) -> {
            Setting<?> setting = byName.containsKey(name) ? byName.get(name) : CommonSettings.sessionTtl(name);
            if (setting != null) {
                if (name.equals(setting.key()) || !texts.containsKey(setting.key())) {
                    setting.parse(text);
                    checked.put(setting.key(), text);
                }
            } else if (!UnusedSettings.contain(name, byName.values())) {
                throw new InvalidInputException(name, unknown(name, byName.values(), forms.apply(name)), 0);
            }
        });
        return new Settings(checked);
    }

    private static String unknown(String name, Collection<Setting<?>> known, SettingForm form) {
        Set<String> candidates = Stream.concat(known.stream().map(Setting::key), UnusedSettings.KEYS.stream())
                .map(form::name)
                .collect(Collectors.toCollection(TreeSet::new));
        candidates.add(form.name(CommonSettings.URL));
        return "is not a setting of this storage; did you mean " + NearestName.of(form.name(name), candidates) + "?";
    }

    /** Returns the text of a setting, or its default, without a check of the other settings. */
    static String text(Map<String, String> texts, Setting<?> setting) {
        String text = texts.getOrDefault(setting.key(), texts.get(SettingForm.variable(setting.key())));
        return text == null ? setting.defaultText() : text.trim();
    }
}
