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
import java.util.stream.Stream;

/**
 * A server, as it describes itself.
 *
 * @param version its version
 * @param maxPacket the maximum size of a statement with its parameters, in bytes
 * @param characterSets those in which the connection sends, compares and receives, with commas between them
 */
record Server(String version, long maxPacket, String characterSets) {
    private static final String ASK =
            "select version(), @@max_allowed_packet, concat_ws(',', @@character_set_client, @@character_set_connection,"
                    + " @@character_set_results)";

    static Server ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            return new Server(row.getString(1), row.getLong(2), row.getString(3));
        }
    }

    private Product product() {
        return version.toLowerCase(Locale.ROOT).contains(Product.MARIADB.scheme()) ? Product.MARIADB : Product.MYSQL;
    }

    /**
     * Checks its product, its version, the character set of the connection, and the size of its statements, which must hold the largest row. In a parameter
     * some characters take two bytes.
     *
     * @throws InvalidInputException if it is another product
     * @throws UnavailableException if it is too old, its statements are too small, or characters would be lost
     */
    void check(Product wanted, Settings settings) {
        if (product() != wanted) {
            throw new InvalidInputException(
                    "url",
                    "names " + wanted + ", but the server is " + product() + " " + version + "; use "
                            + product().scheme() + ":",
                    0);
        }
        if (Version.parse(version).compareTo(wanted.oldest()) < 0) {
            throw refused(
                    wanted + " " + version + " is not supported: use " + wanted + " " + wanted.oldest() + " or newer");
        }
        if (!Stream.of(characterSets.split(",", -1)).allMatch("utf8mb4"::equals)) {
            throw refused("the character set of the connection is " + characterSets
                    + ", which loses characters: let it be utf8mb4");
        }
        long needed = 2
                * Math.max(
                        limit(settings, "limits.message-bytes") + limit(settings, "limits.metadata-bytes"),
                        limit(settings, "limits.state-bytes"));
        if (maxPacket < needed) {
            throw refused("the server's max_allowed_packet is " + maxPacket + " bytes, and the limits need " + needed
                    + ": raise it, or lower limits.message-bytes, limits.metadata-bytes and limits.state-bytes");
        }
    }

    private static long limit(Settings settings, String key) {
        return CommonSettings.ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .mapToLong(setting -> (Long) settings.get(setting))
                .sum();
    }

    private static UnavailableException refused(String message) {
        return UnavailableException.notDone(message, false, null);
    }
}
