package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The store of conversations on a database: each method is one operation. */
final class JdbiChatStore implements ChatStore {
    private final WriteLanes lanes;
    private final RandomGenerator random;
    private final FindConversation find;
    private final ChangeConversation change;
    private final ReadHistory history;
    private final ReviseMessage revise;

    JdbiChatStore(Engine engine, RandomGenerator random, Grouping grouping) {
        this.random = random;
        HeldHeads heldHeads = new HeldHeads(engine);
        find = new FindConversation(engine);
        history = new ReadHistory(engine);
        change = new ChangeConversation(engine, heldHeads, find, history);
        revise = new ReviseMessage(engine, heldHeads, history);
        AppendMessages inSteps = new AppendMessages(engine, heldHeads, history);
        AppendAtOnce atOnce = new AppendAtOnce(engine, inSteps);
        GroupWriter writer = new GroupWriter(
                engine.statements().has(Sql.APPEND) ? atOnce::run : inSteps::run,
                new DeleteConversation(engine, heldHeads),
                engine);
        lanes = new WriteLanes(
                grouping.lanes(),
                () -> new WriteQueue(writer, grouping.messages(), grouping.characters(), grouping.timeout()));
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return change.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return find.one(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        return find.page(query);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return change.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        return lanes.delete(id);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        if (appends.isEmpty()) {
            return List.of();
        }
        return lanes.append(
                appends.stream().map(append -> MarkedAppend.of(append, random)).toList());
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return history.run(id, slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return history.find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return history.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return revise.edit(id, sequence, edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return revise.redact(id, sequence);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return history.revisions(id, sequence);
    }
}
