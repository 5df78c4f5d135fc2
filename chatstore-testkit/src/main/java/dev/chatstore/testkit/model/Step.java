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
import dev.chatstore.api.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a random run, with what it is called with. The tenants that it names are those of the run it is made in.
 */
sealed interface Step {
    /** Makes the call and returns its result. */
    @Nullable Object run(ComparedStore side);

    /** Returns steps that do a little less, to look for the least that shows a difference. */
    default List<Step> smaller() {
        return List.of();
    }

    record Open(ConversationId id, Profile profile) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().open(side.own(id), profile);
        }
    }

    record Find(ConversationId id) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().find(side.own(id));
        }
    }

    /** Asks for the page after the last one of the same query, or for the first. Cursors are each store's own. */
    record NextPage(ConversationQuery query) implements Step {
        @Override
        public Object run(ComparedStore side) {
            Page<?> page = side.chats().list(side.own(query).from(side.cursors().get(query)));
            side.cursors().put(query, page.next());
            return List.of(page.items(), page.next() == null);
        }
    }

    record Patch(ConversationPatch patch) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().patch(side.own(patch));
        }
    }

    record Delete(ConversationId id) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().delete(side.own(id));
        }
    }

    record AppendAll(List<Append> appends) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().appendAll(appends.stream().map(side::own).toList()).stream()
                    .map(AppendAll::told)
                    .toList();
        }

        private static Object told(AppendOutcome outcome) {
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
                    fewer.add(i, new Append(append.conversation(), half, append.expectedVersion()));
                    smaller.add(new AppendAll(List.copyOf(fewer)));
                }
            }
            return smaller;
        }
    }

    record History(ConversationId id, Slice slice) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().history(side.own(id), slice);
        }
    }

    record FindMessage(ConversationId id, long sequence) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return List.of(
                    side.chats().find(side.own(id), sequence), side.chats().revisions(side.own(id), sequence));
        }
    }

    record FindNamed(ConversationId id, String messageId) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().find(side.own(id), messageId);
        }
    }

    record Edit(ConversationId id, long sequence, MessageEdit edit) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().edit(side.own(id), sequence, edit);
        }
    }

    record Redact(ConversationId id, long sequence) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.chats().redact(side.own(id), sequence);
        }
    }

    record FindSession(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.sessions().find(side.own(key));
        }
    }

    record GetOrCreate(SessionKey key, ComparedStore.State initial) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.sessions().getOrCreate(side.own(key), () -> initial);
        }
    }

    record Save(SessionKey key, ComparedStore.State state, long expected) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.sessions().save(side.own(key), state, expected);
        }
    }

    record Update(SessionKey key, boolean fromInitial) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return fromInitial
                    ? side.sessions().update(side.own(key), () -> ComparedStore.State.EMPTY, ComparedStore.State::next)
                    : side.sessions().update(side.own(key), ComparedStore.State::next);
        }
    }

    record Touch(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.sessions().touch(side.own(key));
        }
    }

    record DeleteSession(SessionKey key) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return side.sessions().delete(side.own(key));
        }
    }

    /** Lets time pass, for both stores at once, before the next call. */
    record Pass(Duration time) implements Step {
        @Override
        public Object run(ComparedStore side) {
            return time;
        }
    }
}
