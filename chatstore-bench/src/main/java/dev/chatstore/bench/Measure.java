package dev.chatstore.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One benchmark under one set of circumstances.
 *
 * @param label what the table calls it
 * @param type the class it is in
 * @param method its name there
 * @param parameters its parameters
 * @param operations how much is done in one go if it is run only once, else 0
 */
record Measure(String label, Class<?> type, String method, Map<String, String> parameters, int operations) {
    static Measure of(String label, Class<?> type, String method) {
        return new Measure(label, type, method, Map.of(), 0);
    }

    /** Returns the pattern that finds it and no other. */
    String pattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\." + method + "$";
    }

    /** Returns the server that it needs, if it needs one. */
    Optional<Server> server() {
        return Optional.ofNullable(parameters.get("server")).map(Server::valueOf);
    }

    Measure with(String parameter, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value.toString());
        return new Measure(label, type, method, more, operations);
    }

    /** Returns this measure, run once to do so much. */
    Measure once(int count) {
        return new Measure(label, type, method, parameters, count);
    }
}
