package dev.chatstore.testkit.server;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access to a Redis server.
 *
 * @param password the password of the default user, or empty
 */
record RedisAccess(Address address, String password) {
    @Nullable Object ask(List<String> command) {
        try {
            return askNow(command);
        } catch (IOException e) {
            throw new IllegalStateException("Redis at " + address + " did not answer", e);
        }
    }

    private @Nullable Object askNow(List<String> command) throws IOException {
        try (RespClient client = new RespClient(address)) {
            if (!password.isEmpty()) {
                client.ask(List.of("AUTH", password));
            }
            return client.ask(command);
        }
    }

    /** Returns whether the process answers and has loaded its data. Another server may have taken the port. */
    boolean answersFrom(long pid) {
        try {
            return askNow(List.of("PING")) != null && pid == Long.parseLong(info("server", "process_id"));
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    /** Returns a field of {@code INFO}, such as {@code redis_version} in the section {@code server}. */
    String info(String section, String name) {
        for (String line : String.valueOf(ask(List.of("INFO", section))).lines().toList()) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        throw new IllegalStateException("Redis at " + address + " did not report " + name);
    }

    String url() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + address;
    }

    /** Returns the address, without the password. */
    @Override
    public String toString() {
        return "Redis at " + address;
    }
}
