package dev.chatstore.core.prompt;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A conversation in a store in memory, which records how it is read. */
final class Dialog implements AutoCloseable {
    static final ConversationId ID = ConversationId.of("c");

    private final ChatStorage storage = ChatStorage.open("memory:");
    private final List<String> reads = new ArrayList<>();

    ChatStore chats() {
        return storage.chats();
    }

    Dialog append(NewMessage... messages) {
        storage.chats().append(ID, Arrays.asList(messages));
        return this;
    }

    /** Appends a question and an answer for each number, of ten tokens each. */
    Dialog turns(int from, int to) {
        for (int turn = from; turn <= to; turn++) {
            append(
                    NewMessage.user("q" + turn).withTokens(10),
                    NewMessage.assistant("a" + turn).withTokens(10));
        }
        return this;
    }

    static NewMessage call(String... ids) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(Map.of("id", id, "type", "function", "function", Map.of("name", "f", "arguments", "{}")));
        }
        return NewMessage.assistant("call " + String.join(",", ids))
                .withTokens(10)
                .withMetadata(Map.of("tool_calls", calls));
    }

    static NewMessage result(String id) {
        return NewMessage.tool("result " + id).withTokens(10).withMetadata(Map.of("tool_call_id", id));
    }

    static List<String> texts(Prompt prompt) {
        return prompt.messages().stream().map(Message::text).toList();
    }

    List<String> shown(ContextWindow window) {
        return texts(window.read(chats(), ID));
    }

    ChatStorage storage() {
        return storage;
    }

    /** Returns the calls of the store that a window made to read the conversation. */
    List<String> reads(ContextWindow window) {
        reads.clear();
        window.read(new Recorder(chats()), ID);
        return List.copyOf(reads);
    }

    @Override
    public void close() {
        storage.close();
    }

    private final class Recorder extends ForwardingChatStore {
        Recorder(ChatStore delegate) {
            super(delegate);
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Recorder(other);
        }

        @Override
        public Optional<Conversation> find(ConversationId id) {
            reads.add("find");
            return super.find(id);
        }

        @Override
        public List<Message> history(ConversationId id, Slice slice) {
            List<Message> messages = super.history(id, slice);
            reads.add(slice.getClass().getSimpleName() + " " + messages.size() + " of " + slice.limit());
            return messages;
        }
    }
}
