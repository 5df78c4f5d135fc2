package dev.chatstore.mysql;

import dev.chatstore.CommonSettings;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What answers at an address.
 *
 * @param version what it says of itself
 * @param maxPacket how many bytes a statement may have with its parameters
 */
record Server(String version, long maxPacket) {
    static Server ask(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version(), @@max_allowed_packet")) {
            row.next();
            return new Server(row.getString(1), row.getLong(2));
        }
    }

    private Product product() {
        return version.toLowerCase(Locale.ROOT).contains(Product.MARIADB.scheme()) ? Product.MARIADB : Product.MYSQL;
    }

    /**
     * Fails if it is not of that product, too old, or takes less at once than a row may be large: in a parameter some
     * characters take two bytes.
     */
    void check(Product wanted, Settings settings) {
        if (product() != wanted) {
            throw new InvalidInputException(
                    "url",
                    "names " + wanted + ", and what answers is " + product() + " " + version + "; use "
                            + product().scheme() + ":",
                    0);
        }
        if (Version.parse(version).compareTo(wanted.oldest()) < 0) {
            throw refused(
                    wanted + " " + wanted.oldest() + " or newer is needed, and this is " + wanted + " " + version);
        }
        long needed = 2
                * Math.max(
                        limit(settings, "limits.message-bytes") + limit(settings, "limits.metadata-bytes"),
                        limit(settings, "limits.state-bytes"));
        if (maxPacket < needed) {
            throw refused(
                    "the server's max_allowed_packet is " + maxPacket + ", and the limits as they are need " + needed
                            + "; raise it, or lower limits.message-bytes, limits.metadata-bytes and limits.state-bytes");
        }
    }

    private static long limit(Settings settings, String key) {
        return CommonSettings.ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .mapToLong(setting -> (Long) settings.get(setting))
                .sum();
    }

    private static UnavailableException refused(String message) {
        return new UnavailableException(message, false, null);
    }
}
