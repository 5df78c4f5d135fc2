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
        // Shows which rows are this call's, also after a lost reply.
        long token = WriteToken.ofTexts(
                random,
                ordered.stream()
                        .map(StoredSession::id)
                        .flatMap(id -> Stream.of(id.tenant(), id.name(), id.value()))
                        .toArray(String[]::new));
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

    private static boolean load(SqlHandle sql, StoredSession session, long token) {
        Instant expires = session.expires();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("owner", session.owner());
        parameters.put("version", session.version());
        parameters.put("state", session.state());
        parameters.put("created", Micros.of(session.created()));
        parameters.put("updated", Micros.of(session.updated()));
        parameters.put("expires", expires == null ? null : Micros.of(expires));
        parameters.put("token", token);
        sql.update(Sql.LOAD_SESSION, session.id()).bindMap(parameters).execute();
        return ChangeReadSession.saved(sql, session.id(), token).isPresent();
    }
}
