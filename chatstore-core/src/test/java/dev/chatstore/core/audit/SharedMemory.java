package dev.chatstore.core.audit;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.Proxies;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One store in memory that any number of storages open, as processes open one database; it notes their calls. */
public final class SharedMemory implements BackendProvider {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Consumer<String> beforeCall = call -> {};
    private @Nullable Backend backend;

    /** Creates a store that nobody has opened. */
    public SharedMemory() {}

    public ChatStorageBuilder builder() {
        return ChatStorage.builder()
                .url("memory:")
                .backend(this)
                .set("cleaner.interval", "none")
                .set("audit", "changes");
    }

    /** Returns the sessions of the store, which was opened. */
    public SessionBackend sessions() {
        return Objects.requireNonNull(backend).sessions();
    }

    /** Returns the remover of old messages of the store, which was opened. */
    OldMessages oldMessages() {
        return Objects.requireNonNull(backend).oldMessages();
    }

    @Override
    public List<Setting<?>> settings() {
        return new MemoryBackendProvider().settings();
    }

    @Override
    public Backend open(BackendContext context) {
        if (backend == null) {
            backend = new MemoryBackendProvider().open(context);
        }
        Backend opened = backend;
        ChatStore chats = new NotedChats(opened.chats());
        return Proxies.create(Backend.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "chats" -> chats;
            case "close" -> null;
            case "oldMessages" ->
                (OldMessages) (id, created, first, limit) -> {
                    note("trim", id);
                    return opened.oldMessages().trim(id, created, first, limit);
                };
            default -> Proxies.call(opened, method, arguments);
        });
    }

    private void note(String call, ConversationId id) {
        String noted = id.tenant().equals(AuditTrail.TENANT) ? "trail: " + call : call;
        calls.add(noted);
        beforeCall.accept(noted);
    }

    private final class NotedChats extends ForwardingChatStore {
        NotedChats(ChatStore chats) {
            super(chats);
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new NotedChats(other);
        }

        @Override
        public List<AppendOutcome> appendAll(List<Append> appends) {
            note("append", appends.get(0).conversation());
            return super.appendAll(appends);
        }

        @Override
        public Optional<Conversation> find(ConversationId id) {
            note("find", id);
            return super.find(id);
        }

        @Override
        public List<Message> history(ConversationId id, Slice slice) {
            note("history", id);
            return super.history(id, slice);
        }

        @Override
        public boolean delete(ConversationId id) {
            note("delete", id);
            return super.delete(id);
        }

        @Override
        public Optional<Message> redact(ConversationId id, long sequence) {
            note("redact", id);
            return super.redact(id, sequence);
        }
    }
}
