package dev.chatstore.core.tier;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes to the durable store, which alone decides. What it commits it tells of by itself; what remains is to say so to
 * the others, and to forget what may not be so any more.
 */
final class TieredWrites {
    private final ChatStore durable;
    private final WindowCaches tier;

    TieredWrites(ChatStore durable, WindowCaches tier) {
        this.durable = durable;
        this.tier = tier;
    }

    ChatStore durable() {
        return durable;
    }

    Conversation open(ConversationId id, Profile profile) {
        return change(id, () -> seen(durable.open(id, profile)));
    }

    Optional<Conversation> patch(ConversationPatch patch) {
        return change(patch.conversation(), () -> durable.patch(patch));
    }

    boolean delete(ConversationId id) {
        return change(id, () -> durable.delete(id));
    }

    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return change(id, () -> durable.edit(id, sequence, edit));
    }

    Optional<Message> redact(ConversationId id, long sequence) {
        return change(id, () -> durable.redact(id, sequence));
    }

    /** Returns what the call to the durable store returns, once the others have been told. */
    private <T> T change(ConversationId id, Supplier<T> call) {
        long start = tier.inFlight().begin(id);
        try {
            return call.get();
        } catch (ChatStoreException e) {
            learn(id, e);
            throw e;
        } catch (RuntimeException | Error e) {
            // An error of the program: nobody knows what was done.
            tier.doubt(id);
            throw e;
        } finally {
            tier.inFlight().end(id, start);
            tier.outbox().flush();
        }
    }

    List<AppendOutcome> appendAll(List<Append> appends) {
        long[] starts = appends.stream()
                .mapToLong(append -> tier.inFlight().begin(append.conversation()))
                .toArray();
        try {
            List<AppendOutcome> outcomes = durable.appendAll(appends);
            for (AppendOutcome outcome : outcomes) {
                if (outcome instanceof AppendRefusal refusal) {
                    learn(refusal.conversation(), refusal.reason());
                }
            }
            return outcomes;
        } catch (RuntimeException | Error e) {
            appends.forEach(append -> tier.doubt(append.conversation()));
            throw e;
        } finally {
            for (int i = 0; i < starts.length; i++) {
                tier.inFlight().end(appends.get(i).conversation(), starts[i]);
            }
            tier.outbox().flush();
        }
    }

    private void learn(ConversationId id, ChatStoreException refusal) {
        if (refusal instanceof UnavailableException) {
            tier.doubt(id);
        } else if (refusal instanceof ConflictException conflict) {
            // Its caller has seen that version, and reads next what has won.
            tier.shown(id, conflict.currentVersion(), false);
        }
    }

    /** Takes note of a head that the durable store has just given. */
    Conversation seen(Conversation head) {
        CachedWindow held = tier.near().held(head.id());
        if (held != null) {
            tier.shown(head.id(), head.version(), false);
        }
        return head;
    }
}
