package dev.chatstore.redis.client;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.ServerUrl;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * A URL of the form {@code redis://user:password@host:port/database}, with commas between several hosts. The user and
 * the password may be given by the settings instead; in the URL, characters that have a meaning there are written as
 * {@code %40} and so on.
 *
 * @param tls whether connections are encrypted, which the scheme {@code rediss} asks for
 * @param user the user, empty for the default user
 * @param password the password, or empty
 * @param hosts the nodes, or the sentinels
 * @param database the number of the database
 */
// Five components: the parts of a URL.
public record RedisUrl(boolean tls, String user, String password, List<HostAndPort> hosts, int database) {
    private static final Pattern DATABASE = Pattern.compile("\\d{0,4}");
    private static final int DEFAULT_PORT = 6379;
    private static final String SETTING = "url";

    /**
     * Parses a URL.
     *
     * @throws InvalidInputException if it does not have the form above
     */
    public static RedisUrl of(ConnectionUrl url, Settings settings) {
        ServerUrl parsed = ServerUrl.parse(url, SETTING)
                .withLogin(settings.get(RedisSettings.USER), settings.get(RedisSettings.PASSWORD));
        String database = parsed.path();
        if (!DATABASE.matcher(database).matches() || !parsed.parameters().isEmpty()) {
            throw ServerUrl.malformed(url.scheme(), SETTING);
        }
        return new RedisUrl(
                parsed.scheme().equals("rediss"),
                parsed.user(),
                parsed.password(),
                parsed.hosts(DEFAULT_PORT).stream()
                        .map(host -> new HostAndPort(host.name(), host.port()))
                        .toList(),
                database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    /** Returns the user for error messages, or null if what stands in its place may be a password. */
    @Nullable String shownUser() {
        boolean mayBePassword =
                !user.isEmpty() && (password.isEmpty() || ServerUrl.shown(user).isEmpty());
        return mayBePassword ? null : user;
    }

    /** Returns the hosts and ports, without the user and the password. */
    @Override
    public String toString() {
        return hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    }
}
