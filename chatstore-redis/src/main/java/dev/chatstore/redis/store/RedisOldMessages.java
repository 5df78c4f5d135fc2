package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.HeadFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Removes the oldest messages of conversations, each call by one script. Thread-safe. */
final class RedisOldMessages implements OldMessages {
    private final StoreContext store;

    RedisOldMessages(StoreContext store) {
        this.store = store;
    }

    @Override
    public int trim(ConversationId id, @Nullable Instant created, long first, int limit) {
        ScriptCall call = StoreScript.TRIM
                .on(store.keys().of(id))
                .with(first)
                .with(limit)
                .with(store.nowMicros())
                .with(created == null ? "" : Long.toString(Micros.of(created)))
                .withFirst(store::token)
                .call();
        return store.locks().whileLocked(id, () -> {
            Reply reply = Reply.of(store.calls().run(call));
            if (!reply.outcome().equals("TRIMMED")) {
                return 0;
            }
            // After a lost reply, another writer's change since is reported by that writer.
            if (!reply.text(3).isEmpty()) {
                store.committed(new Change.Described(new HeadFields(reply.fields(2)).conversation(id)));
            }
            return (int) reply.number(1);
        });
    }
}
