package dev.chatstore.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One benchmark with one set of parameters.
 *
 * @param label its name in the table
 * @param type its class
 * @param method its method
 * @param parameters its parameters
 * @param operations the number of operations of a single run, or 0 if it is run repeatedly
 */
record BenchmarkCase(String label, Class<?> type, String method, Map<String, String> parameters, int operations) {
    static BenchmarkCase of(String label, Class<?> type, String method) {
        return new BenchmarkCase(label, type, method, Map.of(), 0);
    }

    /** Returns a pattern that matches only this benchmark. */
    String pattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\." + method + "$";
    }

    /** Returns the server that it needs, if any. */
    Optional<DatabaseServer> server() {
        return Optional.ofNullable(parameters.get("server")).map(DatabaseServer::valueOf);
    }

    BenchmarkCase with(String parameter, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value.toString());
        return new BenchmarkCase(label, type, method, more, operations);
    }

    /** Returns this benchmark as a single run of the given number of operations. */
    BenchmarkCase once(int count) {
        return new BenchmarkCase(label, type, method, parameters, count);
    }
}
