package dev.chatstore.redis.client;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/**
 * A URL of the form {@code redis://user:password@host:port/database}, with commas between several hosts. The user and the
 * password may be given by the settings instead; in the URL, characters that have a meaning there are written as {@code
 * %40} and so on.
 *
 * @param tls whether connections are encrypted, which the scheme {@code rediss} asks for
 * @param user the user, empty for the default user
 * @param password the password, or empty
 * @param hosts the nodes, or the sentinels
 * @param database the number of the database
 */
// Five components: the parts of a URL.
public record RedisUrl(boolean tls, String user, String password, List<HostAndPort> hosts, int database) {
    private static final Pattern FORM = Pattern.compile("//(?:([^:/@?#]*)(?::(.*))?@)?([^/@?#]+)(?:/(\\d{0,4}))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a URL.
     *
     * @throws InvalidInputException if it does not name a host
     */
    public static RedisUrl of(ConnectionUrl url, Settings settings) {
        Matcher parts = FORM.matcher(url.rest());
        if (!parts.matches()) {
            throw malformed(url.scheme());
        }
        List<HostAndPort> hosts = Arrays.stream(parts.group(3).split(",", -1))
                .map(host -> host(host, url.scheme()))
                .toList();
        String database = parts.group(4);
        return new RedisUrl(
                url.scheme().equals("rediss"),
                firstOf(settings.get(RedisSettings.USER), parts.group(1)),
                firstOf(settings.get(RedisSettings.PASSWORD), parts.group(2)),
                hosts,
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    private static HostAndPort host(String text, String scheme) {
        Matcher parts = HOST.matcher(text);
        int port = !parts.matches() ? -1 : parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw malformed(scheme);
        }
        return new HostAndPort(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private static InvalidInputException malformed(String scheme) {
        return new InvalidInputException(
                "url",
                "must have the form " + scheme
                        + "://user:password@host:port/database, with commas between several hosts",
                0);
    }

    private static String firstOf(String setting, String part) {
        if (!setting.isEmpty() || part == null) {
            return setting;
        }
        try {
            // A plus is a plus in this part of a URL.
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("url", "must write a percent sign in the user or the password as %25", 0);
        }
    }

    /** Returns the hosts and ports, without the user and the password. */
    @Override
    public String toString() {
        return hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    }
}
