package dev.chatstore.sqlite;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import java.io.InputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The differences of SQLite. */
record SqliteDialect(DatabaseName name) implements Dialect {
    @Override
    public @Nullable InputStream open(String file) {
        return SqliteDialect.class.getResourceAsStream(file);
    }

    @Override
    public Locking locking() {
        return Locking.DATABASE;
    }

    @Override
    public Failure classify(SQLException error) {
        return SqliteFailures.classify(error);
    }
}
