package dev.chatstore.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark under one set of circumstances.
 *
 * @param label what the table calls it
 * @param type the class it is in
 * @param method its name there
 * @param parameters its parameters
 */
record Measure(String label, Class<?> type, String method, Map<String, String> parameters) {
    /** Returns the pattern that finds it and no other. */
    String pattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\." + method + "$";
    }

    Measure with(String parameter, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value.toString());
        return new Measure(label, type, method, more);
    }
}
