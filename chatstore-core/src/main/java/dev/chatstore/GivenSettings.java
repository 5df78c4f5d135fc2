package dev.chatstore;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The texts of the settings that a builder was given, and the form in which the names of each were written. */
final class GivenSettings {
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, SettingForm> forms = new HashMap<>();
    /** The form in which an error names what is missing. */
    private SettingForm form = SettingForm.KEY;

    /** Sets a text. A later one of the same name replaces an earlier one. */
    void set(String name, String text) {
        set(name, text, SettingForm.KEY);
    }

    private void set(String name, String text, SettingForm as) {
        texts.put(name, text);
        forms.put(name, as);
    }

    /** Sets the texts that properties describe. Other properties are ignored. */
    void properties(Map<String, String> properties) {
        Configuration.ofProperties(properties).forEach((key, text) -> set(key, text, SettingForm.PROPERTY));
        form = SettingForm.PROPERTY;
    }

    /** Sets the texts that variables describe, unless the setting has one by its key or by a property. */
    void environment(Map<String, String> variables) {
        Configuration.ofEnvironment(variables).forEach((name, text) -> {
            if (forms.getOrDefault(name, SettingForm.VARIABLE) == SettingForm.VARIABLE) {
                set(name, text, SettingForm.VARIABLE);
            }
        });
        form = SettingForm.VARIABLE;
    }

    /** Returns a copy of the texts by the names that were given. */
    Map<String, String> texts() {
        return new TreeMap<>(texts);
    }

    /** Returns the form in which an error names a setting, by its key or the name that was given. */
    SettingForm formOf(String name) {
        return forms.getOrDefault(name, forms.getOrDefault(SettingForm.variable(name), form));
    }
}
