package dev.chatstore.api.spi;

import java.util.Map;

/**
 * The configured values. A value that is not configured is its setting's default.
 *
 * @param texts the configured texts by key
 */
public record Settings(Map<String, String> texts) {
    /** Creates settings. The map is copied. */
    public Settings {
        texts = Map.copyOf(texts);
    }

    /**
     * Returns the value of a setting.
     *
     * @throws dev.chatstore.api.InvalidInputException if the configured text is not valid for the setting
     */
    public <T> T get(Setting<T> setting) {
        return setting.parse(texts.getOrDefault(setting.key(), setting.defaultText()));
    }

    /** Returns the keys, without the texts, which may be secret. */
    @Override
    public String toString() {
        return "Settings" + texts.keySet();
    }
}
