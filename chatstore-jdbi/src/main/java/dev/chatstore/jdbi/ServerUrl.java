package dev.chatstore.jdbi;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database server is, as {@code scheme://user:password@host:port/database?parameters} says it. The user and the
 * password may stand in the settings instead; in the URL, what has a meaning there is written as {@code %40} and so on.
 *
 * @param user who logs in, empty for whoever the driver takes
 * @param password with what, or empty
 * @param address the host or hosts, each with its port if that is not the usual one
 * @param database the name of the database
 * @param parameters what follows the question mark, for the driver, or empty
 */
// Five components: the parts of a URL.
public record ServerUrl(String user, String password, String address, String database, String parameters) {
    private static final Pattern FORM =
            Pattern.compile("//(?:([^:/@?#]*)(?::(.*))?@)?([^/@?#]+)/([^/@?#]+)(?:\\?([^#]*))?");

    /**
     * Reads a URL.
     *
     * @throws InvalidInputException if it does not name a host and a database
     */
    public static ServerUrl of(ConnectionUrl url, Settings settings) {
        Matcher parts = FORM.matcher(url.rest());
        if (!parts.matches()) {
            throw new InvalidInputException(
                    "url", "must have the form " + url.scheme() + "://user:password@host:port/database", 0);
        }
        return new ServerUrl(
                firstOf(settings.get(ServerSettings.USER), parts.group(1)),
                firstOf(settings.get(ServerSettings.PASSWORD), parts.group(2)),
                parts.group(3),
                parts.group(4),
                parts.group(5) == null ? "" : parts.group(5));
    }

    private static String firstOf(String setting, String part) {
        if (!setting.isEmpty() || part == null) {
            return setting;
        }
        try {
            // A plus is a plus in this part of a URL.
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("url", "must write a percent sign in a user or password as %25", 0);
        }
    }

    /** Returns the URL that a driver takes: without user and password, which are given to it beside. */
    public String jdbcUrl(String scheme) {
        String query = parameters.isEmpty() ? "" : "?" + parameters;
        return "jdbc:" + scheme + "://" + address + "/" + database + query;
    }

    /** Returns whether the URL says something about a parameter of the driver, which then is not to be set. */
    public boolean sets(String parameter) {
        return Pattern.compile("(^|&)" + Pattern.quote(parameter) + "=")
                .matcher(parameters)
                .find();
    }

    /** Returns where it is, without the password and the parameters. */
    @Override
    public String toString() {
        return address + "/" + database;
    }
}
