package dev.chatstore.jdbi.server;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.ServerUrl;
import dev.chatstore.jdbi.database.DatabaseName;
import java.util.regex.Pattern;

/**
 * A database on a server, as the URL {@code scheme://user:password@host:port/database?parameters} and the settings
 * {@code database.user} and {@code database.password} name it.
 */
public final class ServerDatabase {
    private final ServerUrl url;

    private ServerDatabase(ServerUrl url) {
        this.url = url;
    }

    /**
     * Parses a URL. The user and the password of the settings take precedence over its own.
     *
     * @throws InvalidInputException if it does not name a host and a database
     */
    public static ServerDatabase of(ConnectionUrl url, Settings settings) {
        ServerUrl parsed = ServerUrl.parse(url, "url");
        if (parsed.path().isEmpty()) {
            throw ServerUrl.malformed(url.scheme(), "url");
        }
        return new ServerDatabase(
                parsed.withLogin(settings.get(ServerSettings.USER), settings.get(ServerSettings.PASSWORD)));
    }

    /** Returns the user, empty for the driver's default. */
    public String user() {
        return url.user();
    }

    /** Returns the password, or an empty text. */
    public String password() {
        return url.password();
    }

    /** Returns the URL for a driver, without the user and the password, which drivers take separately. */
    public String jdbcUrl(String scheme) {
        String query = url.parameters().isEmpty() ? "" : "?" + url.parameters();
        return "jdbc:" + scheme + "://" + url.address() + "/" + url.path() + query;
    }

    /** Returns whether the URL sets a parameter of the driver, which then takes precedence over the backend's. */
    public boolean sets(String parameter) {
        return Pattern.compile("(^|&)" + Pattern.quote(parameter) + "=")
                .matcher(url.parameters())
                .find();
    }

    /** Returns the name of the database for error messages. */
    public DatabaseName name(String product) {
        return new DatabaseName(product, url.address(), url.path(), url.user());
    }

    /** Returns the hosts and the database, without user, password and parameters. */
    @Override
    public String toString() {
        return url.toString();
    }
}
