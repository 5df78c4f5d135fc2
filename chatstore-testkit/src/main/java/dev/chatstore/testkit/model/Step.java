package dev.chatstore.testkit.model;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a random run, with its arguments. Its tenants are mapped to those of the run.
 */
sealed interface Step {
    /** Makes the call and returns its result. */
    @Nullable Object run(ComparedStore store);

    /** Returns steps that do slightly less, to find the smallest one that shows a difference. */
    default List<Step> smaller() {
        return List.of();
    }

    record Open(ConversationId id, Profile profile) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().open(store.scoped(id), profile);
        }
    }

    record Find(ConversationId id) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().find(store.scoped(id));
        }
    }

    /** Lists the page after the last one of the same query, or the first page. Each store has its own cursors. */
    record NextPage(ConversationQuery query) implements Step {
        @Override
        public Object run(ComparedStore store) {
            Page<?> page =
                    store.chats().list(store.scoped(query).from(store.cursors().get(query)));
            store.cursors().put(query, page.next());
            return List.of(page.items(), page.next() == null);
        }
    }

    record Count(ConversationQuery query) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().count(store.scoped(query));
        }
    }

    record Patch(ConversationPatch patch) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().patch(store.scoped(patch));
        }
    }

    record Delete(ConversationId id) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().delete(store.scoped(id));
        }
    }

    record DeleteExpected(ConversationId id, long version) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().delete(store.scoped(id), version);
        }
    }

    record AppendAll(List<Append> appends) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().appendAll(appends.stream().map(store::scoped).toList()).stream()
                    .map(AppendAll::comparable)
                    .toList();
        }

        private static Object comparable(AppendOutcome outcome) {
            return outcome instanceof AppendRefusal refusal ? ComparedError.of(refusal.reason()) : outcome;
        }

        @Override
        public List<Step> smaller() {
            List<Step> smaller = new ArrayList<>();
            for (int i = 0; i < appends.size(); i++) {
                List<Append> fewer = new ArrayList<>(appends);
                Append append = fewer.remove(i);
                if (!fewer.isEmpty()) {
                    smaller.add(new AppendAll(List.copyOf(fewer)));
                }
                int count = append.messages().size();
                if (count > 1) {
                    List<NewMessage> half = append.messages().subList(0, count / 2);
                    fewer.add(i, new Append(append.conversation(), half, append.expectedVersion(), append.profile()));
                    smaller.add(new AppendAll(List.copyOf(fewer)));
                }
            }
            return smaller;
        }
    }

    record History(ConversationId id, Slice slice) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().history(store.scoped(id), slice);
        }
    }

    record FindBySequence(ConversationId id, long sequence) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return List.of(
                    store.chats().find(store.scoped(id), sequence),
                    store.chats().revisions(store.scoped(id), sequence));
        }
    }

    record FindById(ConversationId id, String messageId) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return List.of(
                    store.chats().find(store.scoped(id), messageId),
                    store.chats().revisions(store.scoped(id), messageId));
        }
    }

    record Edit(ConversationId id, long sequence, MessageEdit edit) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().edit(store.scoped(id), sequence, edit);
        }
    }

    record Redact(ConversationId id, long sequence) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().redact(store.scoped(id), sequence);
        }
    }

    record EditById(ConversationId id, String messageId, MessageEdit edit) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().edit(store.scoped(id), messageId, edit);
        }
    }

    record RedactById(ConversationId id, String messageId) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.chats().redact(store.scoped(id), messageId);
        }
    }

    record Trim(ConversationId id, long first, int limit) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.trim(id, first, limit);
        }
    }

    record Archive(ConversationId id, int messages) implements Step {
        @Override
        public Object run(ComparedStore store) {
            store.moves().archive(store.scoped(id), messages);
            return messages;
        }
    }

    record TakeBack(ConversationId id, long downTo) implements Step {
        @Override
        public Object run(ComparedStore store) {
            store.moves().takeBack(store.scoped(id), downTo);
            return downTo;
        }
    }

    record FindSession(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().find(store.scoped(key));
        }
    }

    record GetOrCreate(SessionKey key, ComparedStore.State initial) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().getOrCreate(store.scoped(key), () -> initial);
        }
    }

    record Save(SessionKey key, ComparedStore.State state, long expected) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().save(store.scoped(key), state, expected);
        }
    }

    record Update(SessionKey key, boolean fromInitial) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return fromInitial
                    ? store.sessions()
                            .update(store.scoped(key), () -> ComparedStore.State.EMPTY, ComparedStore.State::next)
                    : store.sessions().update(store.scoped(key), ComparedStore.State::next);
        }
    }

    /** An update that changes nothing. */
    record UpdateToEqual(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().update(store.scoped(key), state -> state);
        }
    }

    record SaveOwned(SessionKey key, String owner, ComparedStore.State state, long expected) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().assigningOwner(owner).save(store.scoped(key), state, expected);
        }
    }

    record ListSessions(SessionQuery query) implements Step {
        @Override
        public Object run(ComparedStore store) {
            SessionQuery scoped = store.scoped(query);
            Page<?> page = store.sessions().list(scoped);
            return List.of(page.items(), page.next() == null, store.sessions().count(scoped));
        }
    }

    record Touch(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().touch(store.scoped(key));
        }
    }

    record DeleteSession(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return store.sessions().delete(store.scoped(key));
        }
    }

    /** Lets time pass for both stores before the next call. */
    record PassTime(Duration time) implements Step {
        @Override
        public Object run(ComparedStore store) {
            return time;
        }
    }
}
