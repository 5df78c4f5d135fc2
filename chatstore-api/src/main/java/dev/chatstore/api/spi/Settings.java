package dev.chatstore.api.spi;

import java.util.Map;

/**
 * The configured values. What is not configured has its setting's default.
 *
 * @param texts the configured texts by key
 */
public record Settings(Map<String, String> texts) {
    /** Makes settings; the map is copied. */
    public Settings {
        texts = Map.copyOf(texts);
    }

    /**
     * Returns the value of a setting.
     *
     * @throws dev.chatstore.api.InvalidInputException if its configured text is not one of the setting
     */
    public <T> T get(Setting<T> setting) {
        return setting.parse(texts.getOrDefault(setting.key(), setting.defaultText()));
    }

    /** Returns the keys only: a text may be secret. */
    @Override
    public String toString() {
        return "Settings" + texts.keySet();
    }
}
