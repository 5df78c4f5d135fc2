package dev.chatstore.testkit;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every operation of both stores by name, in an order in which each one finds the data it needs. For tests of costs.
 */
public final class EveryOperation {
    private static final ConversationId DESCRIBED = ConversationId.of("described");
    private static final Profile PROFILE = Profile.EMPTY.withTitle("Described").withOwner("kari");
    private static final ConversationId NEW = ConversationId.of("new");
    private static final SessionKey KEY = SessionKey.of("kari");

    private EveryOperation() {}

    record State(int count) {
        State next() {
            return new State(count + 1);
        }
    }

    /** Returns the operations. Those on one conversation use the given id, which may exist already. */
    public static Map<String, Runnable> of(Storage stores, ConversationId id) {
        Map<String, Runnable> operations = new LinkedHashMap<>();
        addChats(operations, stores.chats(), Contents.of(stores).orElseThrow(), id);
        addRemovals(operations, stores, id);
        addSessions(operations, stores.sessions(State.class));
        return operations;
    }

    private static void addChats(Map<String, Runnable> all, ChatStore chats, Contents contents, ConversationId id) {
        all.put(
                "open a new one",
                () -> chats.open(NEW, Profile.EMPTY.withTitle("New").withOwner("kari")));
        all.put("open an existing one", () -> chats.open(NEW, Profile.EMPTY));
        all.put("append", () -> chats.append(id, NewMessage.user("one"), NewMessage.assistant("two")));
        all.put(
                "append with ids",
                () -> chats.append(id, NewMessage.user("three").withId("m3")));
        all.put(
                "append the same again",
                () -> chats.append(id, NewMessage.user("three").withId("m3")));
        all.put(
                "append to many",
                () -> chats.appendAll(List.of(
                        Append.of(id, NewMessage.user("four")),
                        Append.of(NEW, NewMessage.user("a").withId("a")),
                        Append.of(ConversationId.of("third"), NewMessage.user("b")))));
        all.put("append and conflict", () -> {
            try {
                chats.append(Append.of(id, NewMessage.user("late")).expecting(1));
                throw new IllegalStateException("expected a conflict");
            } catch (ConflictException e) {
                // As expected.
            }
        });
        all.put(
                "append with a profile",
                () -> chats.append(Append.of(id, NewMessage.user("five")).withProfile(PROFILE)));
        all.put(
                "append with a profile to a new one",
                () -> chats.append(Append.of(DESCRIBED, NewMessage.user("a")).withProfile(PROFILE)));
        all.put(
                "append a reply",
                () -> chats.append(id, NewMessage.assistant("other two").withParent(1)));
        all.put("find", () -> chats.find(id));
        all.put("list by tenant", () -> chats.list(ConversationQuery.ofTenant("default")));
        all.put("list by owner", () -> chats.list(ConversationQuery.ofOwner("kari")));
        all.put(
                "list by tenant and activity",
                () -> chats.list(ConversationQuery.ofTenant("default").withOrder(Order.LAST_ACTIVITY)));
        all.put(
                "list by owner and activity",
                () -> chats.list(ConversationQuery.ofOwner("kari").withOrder(Order.LAST_ACTIVITY)));
        all.put("count by tenant", () -> chats.count(ConversationQuery.ofTenant("default")));
        all.put("count by owner", () -> chats.count(ConversationQuery.ofOwner("kari")));
        all.put("contents of all tenants", () -> contents.tenants().forEachRemaining(tenant -> {}));
        all.put("contents of a tenant", () -> contents.count(ContentQuery.ofTenant("another")));
        all.put(
                "contents of an owner by role",
                () -> contents.count(ContentQuery.ofOwner("kari").by(Grouping.ROLE)));
        all.put("recent", () -> chats.recent(id, 50));
        all.put("history after", () -> chats.history(id, Slice.after(1, 10)));
        all.put("history before", () -> chats.history(id, Slice.before(3, 10)));
        all.put("history path", () -> chats.history(id, Slice.pathTo(4, 10)));
        all.put("recent path", () -> chats.recentPath(id, 10));
        all.put("replies", () -> chats.replies(id, 1));
        all.put("find by sequence", () -> chats.find(id, 2));
        all.put("find by id", () -> chats.find(id, "m3"));
        all.put("edit", () -> chats.edit(id, 1, MessageEdit.of("uno")));
        all.put("edit without a change", () -> chats.edit(id, 1, MessageEdit.of("uno")));
        all.put("edit by id", () -> chats.edit(id, "m3", MessageEdit.of("tre").withTokens(7)));
        all.put("revisions", () -> chats.revisions(id, 1));
        all.put("redact", () -> chats.redact(id, 1));
        all.put("redact by id", () -> chats.redact(id, "m3"));
        all.put("patch", () -> chats.patch(ConversationPatch.of(id).withTitle("Oslo")));
        all.put(
                "patch without a change",
                () -> chats.patch(ConversationPatch.of(id).withTitle("Oslo")));
    }

    private static void addRemovals(Map<String, Runnable> all, Storage stores, ConversationId id) {
        ChatStore chats = stores.chats();
        Contents contents = Contents.of(stores).orElseThrow();
        OldMessages old = StoreAccess.of(stores).orElseThrow().oldMessages();
        all.put("delete", () -> chats.delete(NEW));
        all.put(
                "contents of an owner of one conversation",
                () -> contents.count(ContentQuery.ofOwner("kari").withTextBytes()));
        all.put("delete under an expected version", () -> chats.delete(DESCRIBED, 1));
        all.put("delete a missing one", () -> chats.delete(NEW));
        all.put("remove old messages", () -> old.trim(id, 4, 100));
        all.put("remove no messages", () -> old.trim(id, 4, 100));
        all.put("history after removed messages", () -> chats.history(id, Slice.oldest(10)));
    }

    private static void addSessions(Map<String, Runnable> all, SessionStore<State> sessions) {
        all.put("session getOrCreate new", () -> sessions.assigningOwner("kari").getOrCreate(KEY, () -> new State(0)));
        all.put("session getOrCreate", () -> sessions.getOrCreate(KEY, () -> new State(0)));
        all.put("session find", () -> sessions.find(KEY));
        all.put("session list by tenant", () -> sessions.list(SessionQuery.ofTenant("default")));
        all.put("session list by owner", () -> sessions.list(SessionQuery.ofOwner("kari")));
        all.put("session count by tenant", () -> sessions.count(SessionQuery.ofTenant("default")));
        all.put("session count by owner", () -> sessions.count(SessionQuery.ofOwner("kari")));
        all.put("session update", () -> sessions.update(KEY, State::next));
        all.put("session update to an equal state", () -> sessions.update(KEY, state -> new State(state.count())));
        all.put("session save", () -> sessions.save(KEY, new State(7), 2));
        all.put("session save and conflict", () -> {
            try {
                sessions.save(KEY, new State(8), 2);
                throw new IllegalStateException("expected a conflict");
            } catch (ConflictException e) {
                // As expected.
            }
        });
        all.put("session touch", () -> sessions.touch(KEY));
        all.put("session delete", () -> sessions.delete(KEY));
    }
}
