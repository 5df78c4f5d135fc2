package dev.chatstore.bench.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of the options of a program, by name. */
public final class OptionValues {
    private final Map<String, String> values;

    private OptionValues(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Parses texts such as {@code callers=8}.
     *
     * @param defaults the values of all options, if they are not given
     * @throws IllegalArgumentException if an option is unknown or malformed
     */
    public static OptionValues parse(List<String> texts, Map<String, String> defaults) {
        Map<String, String> values = new HashMap<>(defaults);
        for (String text : texts) {
            int sign = text.indexOf('=');
            String name = sign < 0 ? text : text.substring(0, sign);
            if (sign < 0 || values.replace(name, text.substring(sign + 1)) == null) {
                throw new IllegalArgumentException(
                        text + " is not an option; write name=value, with one of the names " + defaults.keySet());
            }
        }
        return new OptionValues(values);
    }

    /** Returns the value of an option. */
    public String text(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /**
     * Returns the value of an option as a number.
     *
     * @throws IllegalArgumentException if it is less than 1, or no number
     */
    public int positive(String name) {
        int value = Integer.parseInt(text(name));
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
        return value;
    }
}
