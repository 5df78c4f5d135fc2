package dev.chatstore.mysql;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The differences of MySQL and MariaDB. */
record MysqlDialect(Product product, DatabaseName name, boolean takesPackets) implements Dialect {
    /** The statement without which the engine sends no packets. */
    private static final String PACKET = "sql/guess_heads.sql";

    /** Creates the dialect of connections of which nothing is known yet. */
    MysqlDialect(Product product, DatabaseName name) {
        this(product, name, false);
    }

    /** Returns the dialect of connections such as one that was asked. */
    MysqlDialect in(ServerSession session) {
        return new MysqlDialect(product, name, session.takesPackets());
    }

    @Override
    public @Nullable InputStream open(String file) {
        return takesPackets || !file.equals(PACKET) ? product.open(file) : null;
    }

    @Override
    public String clock() {
        return "timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))";
    }

    @Override
    public String loginAdvice() {
        return product == Product.MYSQL
                ? "; without TLS, MySQL's default way of login needs allowPublicKeyRetrieval=true in the URL"
                : "";
    }

    @Override
    public Locking locking() {
        return Locking.ROWS;
    }

    /** The level at which writes are allowed under every format of the binary log. */
    @Override
    public int isolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** MySQL's driver, also one that is wrapped, reads a result row by row only at this number; MariaDB's takes any. */
    @Override
    public int fetchSize(Connection connection) throws SQLException {
        boolean isMariaDb = connection.getMetaData().getDriverName().startsWith("MariaDB");
        return isMariaDb ? FETCHED_ROWS : Integer.MIN_VALUE;
    }

    @Override
    public Failure classify(SQLException error) {
        return MysqlFailures.classify(error);
    }
}
