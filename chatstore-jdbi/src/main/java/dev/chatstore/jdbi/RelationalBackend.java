package dev.chatstore.jdbi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.backend.DistinctRandom;
import dev.chatstore.core.backend.StoreIdentity;
import dev.chatstore.jdbi.RelationalSettings.GroupCommit;
import dev.chatstore.jdbi.append.GroupBounds;
import dev.chatstore.jdbi.append.GroupWriter;
import dev.chatstore.jdbi.append.WriteQueue;
import dev.chatstore.jdbi.contents.JdbiContents;
import dev.chatstore.jdbi.conversation.DeleteConversation;
import dev.chatstore.jdbi.conversation.Leftovers;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.ReviseMessage;
import dev.chatstore.jdbi.conversation.TrimConversation;
import dev.chatstore.jdbi.database.DatabaseErrors;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.load.LoadConversations;
import dev.chatstore.jdbi.schema.Migrator;
import dev.chatstore.jdbi.segment.JdbiSegmentStore;
import dev.chatstore.jdbi.session.JdbiSessionBackend;
import dev.chatstore.jdbi.snapshot.OpenSnapshot;
import dev.chatstore.jdbi.sql.RetryPolicy;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;

/** A backend on a relational database: the engine with a dialect and connections. Safe for use by several threads. */
public final class RelationalBackend implements Backend {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Transactions transactions;
    private final Databases databases;
    private final Dialect dialect;
    private static final long REMEMBERED_MICROS = TimeUnit.MICROSECONDS.convert(REMEMBERED);

    private final ChatStore chats;
    private final ConversationLoader loader;
    private final OldMessages oldMessages;
    private final SegmentStore segments;
    private final SessionBackend sessions;
    private final MessageErasure erasure;
    private final OpenSnapshot snapshots;
    private final ContentReader contents;
    private final Leftovers leftovers;
    private final RandomGenerator random;

    private RelationalBackend(Transactions transactions, Databases databases, Dialect dialect, BackendContext context) {
        this.transactions = transactions;
        this.databases = databases;
        this.dialect = dialect;
        LoadedDrivers.opened();
        LockedHeads heads = new LockedHeads(transactions);
        leftovers = new Leftovers(transactions, heads);
        random = new DistinctRandom(context.random());
        DeleteConversation delete = new DeleteConversation(transactions, heads, context.committed());
        GroupWriter writer = new GroupWriter(transactions, heads, delete, context.committed());
        Consumer<Change> committed = change -> {
            writer.changed(change);
            context.committed().accept(change);
        };
        chats = new JdbiChatStore(transactions, heads, queue(writer, context), random, committed);
        loader = new LoadConversations(transactions, heads, random, committed);
        oldMessages = new TrimConversation(transactions, heads, committed);
        segments = new JdbiSegmentStore(transactions, heads, committed);
        sessions = new JdbiSessionBackend(transactions, random);
        erasure = new ReviseMessage(transactions, heads, committed);
        snapshots = new OpenSnapshot(transactions);
        contents = new JdbiContents(transactions);
    }

    private WriteQueue queue(GroupWriter writer, BackendContext context) {
        Settings settings = context.settings();
        int writers = databases.writers();
        boolean groups = settings.get(RelationalSettings.GROUP_COMMIT) == GroupCommit.ON;
        return new WriteQueue(
                writer,
                groups
                        ? GroupBounds.of(
                                Math.min(writers, settings.get(RelationalSettings.GROUPS)),
                                settings.get(RelationalSettings.GROUP_MESSAGES),
                                settings.get(RelationalSettings.GROUP_BYTES))
                        : GroupBounds.single(writers),
                settings.get(RelationalSettings.TIMEOUT));
    }

    /**
     * Opens a backend, with its tables migrated or validated as the settings say. If that fails, the connections are
     * closed.
     *
     * @throws dev.chatstore.api.UnavailableException if the database cannot be reached, or its tables do not have the
     *     version that the library needs
     */
    public static RelationalBackend open(Dialect dialect, Databases databases, BackendContext context) {
        try {
            Transactions transactions = transactions(dialect, databases, context);
            new Migrator(dialect, transactions).run(context.settings().get(RelationalSettings.SCHEMA));
            return new RelationalBackend(transactions, databases, dialect, context);
        } catch (RuntimeException e) {
            databases.onClose().run();
            throw e;
        }
    }

    /**
     * Returns whether the tables exist, of whichever version, and closes the connections.
     *
     * @throws dev.chatstore.api.UnavailableException if the database cannot be reached
     */
    public static boolean exists(Dialect dialect, Databases databases, BackendContext context) {
        try {
            return new Migrator(dialect, transactions(dialect, databases, context)).hasTables();
        } finally {
            databases.onClose().run();
        }
    }

    private static Transactions transactions(Dialect dialect, Databases databases, BackendContext context) {
        Settings settings = context.settings();
        RetryPolicy retryPolicy = new RetryPolicy(
                settings.get(RelationalSettings.RETRIES),
                settings.get(RelationalSettings.TIMEOUT),
                new Backoff(LONGEST_PAUSE, context.random()));
        return new Transactions(databases, dialect, retryPolicy, context.clock(), context.expiryClock());
    }

    /**
     * What is done with a database that was connected to: {@link #open} or {@link #exists}.
     *
     * @param <R> what it returns
     */
    public interface Connected<R> {
        /** Uses the connections, and closes them sooner or later. */
        R use(Dialect dialect, Databases databases, BackendContext context);
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public ConversationLoader loader() {
        return loader;
    }

    @Override
    public OldMessages oldMessages() {
        return oldMessages;
    }

    @Override
    public Optional<SegmentStore> segments() {
        return Optional.of(segments);
    }

    @Override
    public MessageErasure messageErasure() {
        return erasure;
    }

    @Override
    public ContentReader contents() {
        return contents;
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return snapshots.open(scope);
    }

    @Override
    public void copyTo(Path target) {
        try {
            dialect.copyTo(target);
        } catch (SQLException e) {
            throw new DatabaseErrors(dialect).translate(e);
        }
    }

    @Override
    public boolean sanitize() {
        try {
            return dialect.sanitize();
        } catch (SQLException e) {
            throw new DatabaseErrors(dialect).translate(e);
        }
    }

    @Override
    public String identity() {
        return findIdentity().orElseGet(() -> {
            String chosen = StoreIdentity.random(random);
            transactions.statement(
                    sql -> sql.update(Sql.INSERT_STORE).bind("identity", chosen).execute());
            // Another process may have been first.
            return findIdentity().orElseThrow();
        });
    }

    @Override
    public Optional<String> findIdentity() {
        return transactions.read(
                sql -> sql.query(Sql.SELECT_STORE).mapTo(String.class).findOne());
    }

    @Override
    public int purge(int limit) {
        int purged = purge(Sql.LOCK_GONE_SESSIONS, Sql.PURGE_SESSIONS, limit)
                + purge(Sql.LOCK_GONE_CONVERSATIONS, Sql.PURGE_CONVERSATIONS, limit);
        // Of deletes that were interrupted.
        for (Optional<ConversationId> id = leftovers.next(); id.isPresent(); id = leftovers.next()) {
            leftovers.remove(id.get());
        }
        return purged;
    }

    private int purge(Sql lock, Sql statement, int limit) {
        return transactions.write(sql -> {
            if (!lockCleaner(sql)) {
                return 0;
            }
            Update purge = sql.update(statement);
            return transactions.statements().has(lock)
                    ? purge.bind("keys", lockGone(sql, lock, limit)).execute()
                    : purge.bind("remembered", REMEMBERED_MICROS)
                            .bind("limit", limit)
                            .execute();
        });
    }

    /** Locks rows and returns their keys as JSON. */
    private static String lockGone(SqlHandle sql, Sql lock, int limit) {
        return sql.query(lock).bind("remembered", REMEMBERED_MICROS).bind("limit", limit).mapTo(String.class).stream()
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns whether this transaction has the lock of the cleaner, which no two processes have at the same time. */
    private static boolean lockCleaner(SqlHandle sql) {
        return sql.query(Sql.LOCK_CLEANER).mapTo(Integer.class).findOne().isPresent();
    }

    @Override
    public List<PoolUse> pools() {
        return databases.pools();
    }

    @Override
    public void close() {
        if (transactions.close()) {
            try {
                databases.onClose().run();
            } finally {
                LoadedDrivers.closed();
            }
        }
    }
}
