package dev.chatstore.jdbi.session;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.KeyOrder;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.WriteToken;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores sessions as they were, those of a call in one transaction. Safe for use by several threads. */
final class LoadSessions {
    private final Transactions transactions;
    private final RandomGenerator random;

    LoadSessions(Transactions transactions, RandomGenerator random) {
        this.transactions = transactions;
        this.random = random;
    }

    /** Stores those that do not exist, and returns their ids. */
    Set<SessionId> load(List<StoredSession> sessions) {
        if (sessions.isEmpty()) {
            return Set.of();
        }
        // Each transaction locks rows in this order.
        List<StoredSession> ordered = sessions.stream()
                .sorted(Comparator.comparing(StoredSession::id, KeyOrder.SESSIONS))
                .toList();
        long token = token(ordered);
        return transactions.write(sql -> {
            Set<SessionId> loaded = new HashSet<>();
            for (StoredSession session : ordered) {
                if (load(sql, session, token)) {
                    loaded.add(session.id());
                }
            }
            return loaded;
        });
    }

    /** Shows which rows are a call's, also after a lost reply. */
    private long token(List<StoredSession> sessions) {
        return WriteToken.ofTexts(
                random,
                sessions.stream()
                        .map(StoredSession::id)
                        .flatMap(id -> Stream.of(id.tenant(), id.name(), id.value()))
                        .toArray(String[]::new));
    }

    private static boolean load(SqlHandle sql, StoredSession session, long token) {
        sql.update(Sql.LOAD_SESSION, session.id())
                .bindMap(parameters(session, token))
                .execute();
        return ChangeReadSession.saved(sql, session.id(), token).isPresent();
    }

    /** Stores a session in the place of one that was read, and returns whether that was still the same. */
    boolean replace(StoredSession read, StoredSession replacement) {
        long token = token(List.of(replacement));
        // A transaction: a late request holds its lock.
        return transactions.write(sql -> {
            if (sql.mayBeCommitted()
                    && ChangeReadSession.saved(sql, read.id(), token).isPresent()) {
                return true;
            }
            return sql.update(Sql.REPLACE_SESSION, read.id())
                            .bindMap(parameters(replacement, token))
                            .bind("expected", read.version())
                            .bind("read_updated", Micros.of(read.updated()))
                            .execute()
                    > 0;
        });
    }

    private static Map<String, @Nullable Object> parameters(StoredSession session, long token) {
        Instant expires = session.expires();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("owner", session.owner());
        parameters.put("version", session.version());
        parameters.put("state", session.state());
        parameters.put("created", Micros.of(session.created()));
        parameters.put("updated", Micros.of(session.updated()));
        parameters.put("expires", expires == null ? null : Micros.of(expires));
        parameters.put("token", token);
        return parameters;
    }
}
