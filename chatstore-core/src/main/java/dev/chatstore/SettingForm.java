package dev.chatstore;

import java.util.Locale;

/** The form in which a caller writes the names of settings, and in which errors name them. */
enum SettingForm {
    /** The key alone, such as {@code sqlite.busy-timeout}. */
    KEY,
    /** A property, such as {@code chatstore.sqlite.busy-timeout}. */
    PROPERTY,
    /** A variable of the environment, such as {@code CHATSTORE_SQLITE_BUSY_TIMEOUT}. */
    VARIABLE;

    static final String PROPERTY_PREFIX = "chatstore.";
    static final String VARIABLE_PREFIX = "CHATSTORE_";

    /** Returns the name of a key. A name that is a variable already stays one. */
    String name(String key) {
        return switch (this) {
            case KEY -> key;
            case PROPERTY -> PROPERTY_PREFIX + key;
            case VARIABLE -> key.startsWith(VARIABLE_PREFIX) ? key : variable(key);
        };
    }

    static String variable(String key) {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
