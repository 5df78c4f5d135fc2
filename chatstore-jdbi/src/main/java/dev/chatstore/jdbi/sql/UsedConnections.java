package dev.chatstore.jdbi.sql;

import dev.chatstore.jdbi.database.ConnectionUse;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** The connections of a data source, in the state that the engine needs from opening to closing. */
record UsedConnections(DataSource source, ConnectionUse use) implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = source.getConnection();
        try {
            use.begin(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try (connection) {
            if (!use.changesNothing() && !connection.isClosed()) {
                use.end(connection);
            }
        }
    }
}
