package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.jdbi.Dialect.Locking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A backend on a database: the engine with a dialect and connections. Safe for use by any number of threads. */
public final class RelationalBackend implements Backend {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Engine engine;
    private final Databases databases;
    private final ChatStore chats;
    private final SessionBackend sessions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RelationalBackend(Engine engine, Databases databases, BackendContext context) {
        this.engine = engine;
        this.databases = databases;
        chats = new JdbiChatStore(engine, context.random(), Grouping.of(context.settings(), databases.writers()));
        sessions = new JdbiSessionBackend(engine, context.random());
    }

    /**
     * Returns a backend on those connections, with its tables as the settings want them. If that fails, the connections
     * are closed.
     *
     * @throws dev.chatstore.api.UnavailableException if the database cannot be reached, or its tables are not what the
     *     library needs
     */
    public static RelationalBackend open(Dialect dialect, Databases databases, BackendContext context) {
        Settings settings = context.settings();
        Statements statements = new Statements(dialect);
        Patience patience = new Patience(
                settings.get(RelationalSettings.RETRIES),
                settings.get(RelationalSettings.TIMEOUT),
                new Backoff(LONGEST_PAUSE, context.random()),
                context.clock());
        Transactions transactions = new Transactions(databases, dialect, statements, patience);
        try {
            new Migrator(dialect, statements, transactions, context.clock())
                    .run(settings.get(RelationalSettings.SCHEMA));
        } catch (RuntimeException e) {
            databases.onClose().run();
            throw e;
        }
        return new RelationalBackend(
                new Engine(statements, transactions, dialect.locking(), context.clock(), context.committed()),
                databases,
                context);
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    @Override
    public int purge(int limit) {
        long before = Micros.of(engine.now().minus(REMEMBERED));
        return purge(Sql.PURGE_SESSIONS, before, limit) + purge(Sql.PURGE_CONVERSATIONS, before, limit);
    }

    private int purge(Sql sql, long before, int limit) {
        return engine.transactions().write((handle, again) -> {
            if (engine.locking() == Locking.ROWS) {
                // Otherwise MySQL holds the gaps beside the rows, into which others insert.
                handle.setTransactionIsolationLevel(TransactionIsolationLevel.READ_COMMITTED);
            }
            return isOnlyCleaner(handle)
                    ? engine.update(handle, sql)
                            .bind("before", before)
                            .bind("limit", limit)
                            .execute()
                    : 0;
        });
    }

    /** Returns whether no other process cleans at this moment, and none does until the transaction ends. */
    private boolean isOnlyCleaner(Handle handle) {
        return engine.query(handle, Sql.HOLD_CLEANER)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public List<PoolUse> pools() {
        return databases.pools();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.transactions().close();
            databases.onClose().run();
        }
    }
}
