package dev.chatstore.jdbi.server;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.ServerUrl;
import dev.chatstore.jdbi.database.DatabaseName;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * A database on a server, as the URL {@code scheme://user:password@host:port/database?parameters} and the settings
 * {@code database.user} and {@code database.password} name it.
 */
public final class ServerDatabase {
    private static final String SETTING = "url";
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private final ServerUrl url;
    private final List<Map.Entry<String, String>> parameters;

    private ServerDatabase(ServerUrl url, List<Map.Entry<String, String>> parameters) {
        this.url = url;
        this.parameters = parameters;
    }

    /**
     * Parses a URL. The user and the password of the settings take precedence over its own, and those before its host
     * over its parameters.
     *
     * @throws InvalidInputException if it does not name a host and a database
     */
    public static ServerDatabase of(ConnectionUrl url, Settings settings) {
        ServerUrl parsed = ServerUrl.parse(url, SETTING);
        if (parsed.path().isEmpty()) {
            throw ServerUrl.malformed(url.scheme(), SETTING);
        }
        List<Map.Entry<String, String>> parameters = new ArrayList<>(parsed.parameterList(SETTING));
        ServerUrl login = parsed.withLogin(removed(parameters, USER), removed(parameters, PASSWORD))
                .withLogin(parsed.user(), parsed.password())
                .withLogin(settings.get(ServerSettings.USER), settings.get(ServerSettings.PASSWORD));
        return new ServerDatabase(login, parameters);
    }

    private static String removed(List<Map.Entry<String, String>> parameters, String name) {
        String value = parameters.stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .reduce("", (first, last) -> last);
        parameters.removeIf(parameter -> parameter.getKey().equalsIgnoreCase(name));
        return value;
    }

    /**
     * Refuses a parameter that would break a promise, however its name is written.
     *
     * @param accepted the values that are accepted, in lower case
     * @param reason why the others are not
     * @throws InvalidInputException if the URL sets the parameter to another value
     */
    public void check(String parameter, Predicate<String> accepted, String reason) {
        boolean refused = parameters.stream()
                .filter(given -> given.getKey().equalsIgnoreCase(parameter))
                .anyMatch(given -> !accepted.test(given.getValue().toLowerCase(Locale.ROOT)));
        if (refused) {
            throw new InvalidInputException(SETTING, "must not set " + parameter + " in this way, since " + reason, 0);
        }
    }

    /** Returns whether the URL sets a parameter, in any case. */
    public boolean sets(String parameter) {
        return parameters.stream().anyMatch(given -> given.getKey().equalsIgnoreCase(parameter));
    }

    /**
     * Returns a source of connections. Everything except for hosts and database is handed to the driver as properties,
     * since drivers log and quote URLs.
     *
     * @param scheme the driver's scheme
     * @param defaults the backend's properties; the URL's parameters take precedence
     */
    public DataSource connections(Driver driver, String scheme, Map<String, String> defaults) {
        Properties properties = new Properties();
        properties.putAll(defaults);
        for (Map.Entry<String, String> parameter : parameters) {
            String name = defaults.keySet().stream()
                    .filter(parameter.getKey()::equalsIgnoreCase)
                    .findFirst()
                    .orElse(parameter.getKey());
            properties.setProperty(name, parameter.getValue());
        }
        if (!url.user().isEmpty()) {
            properties.setProperty(USER, url.user());
        }
        if (!url.password().isEmpty()) {
            properties.setProperty(PASSWORD, url.password());
        }
        return new DriverDataSource(driver, "jdbc:" + scheme + "://" + url.address() + "/" + url.path(), properties);
    }

    /** Returns the name of the database for error messages. */
    public DatabaseName name(String product) {
        return new DatabaseName(product, url.address(), url.path(), ServerUrl.shown(url.user()));
    }

    /** Returns the hosts and the database, without user, password and parameters. */
    @Override
    public String toString() {
        return url.toString();
    }
}
