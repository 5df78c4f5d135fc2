package dev.chatstore.postgres;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import dev.chatstore.jdbi.database.RowInsert;
import dev.chatstore.jdbi.database.SessionIdentity;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The differences of PostgreSQL. Files for partitioned tables lie in a folder of their own. */
record PostgresDialect(DatabaseName name, boolean partitioned, PostgresSessions sessions) implements Dialect {
    PostgresDialect(DatabaseName name, boolean partitioned) {
        this(name, partitioned, new PostgresSessions());
    }

    @Override
    public @Nullable InputStream open(String file) {
        InputStream special = partitioned ? PostgresDialect.class.getResourceAsStream("partitioned/" + file) : null;
        return special == null ? PostgresDialect.class.getResourceAsStream(file) : special;
    }

    @Override
    public String clock() {
        return "cast(extract(epoch from statement_timestamp()) * 1000000 as bigint)";
    }

    @Override
    public Locking locking() {
        return Locking.ROWS;
    }

    @Override
    public RowInsert rowInsert() {
        return new PostgresCopy();
    }

    @Override
    public Failure classify(SQLException error) {
        return PostgresFailures.classify(error);
    }

    @Override
    public @Nullable SessionIdentity session(Connection connection) throws SQLException {
        return sessions.of(connection);
    }
}
