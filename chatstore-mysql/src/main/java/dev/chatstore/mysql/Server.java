package dev.chatstore.mysql;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
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
     * Fails if it is not of that product, or too old.
     *
     * @param where what people are told of its address
     */
    void check(Product wanted, String where) {
        if (product() != wanted) {
            throw new InvalidInputException(
                    "url",
                    "says " + wanted.scheme() + ":, and at " + where + " is " + product() + " " + version + "; use "
                            + product().scheme() + ":",
                    0);
        }
        if (Version.parse(version).compareTo(wanted.oldest()) < 0) {
            throw new UnavailableException(
                    "at " + where + " is " + wanted + " " + version + "; this library needs " + wanted + " "
                            + wanted.oldest() + " or newer",
                    false,
                    null);
        }
    }
}
