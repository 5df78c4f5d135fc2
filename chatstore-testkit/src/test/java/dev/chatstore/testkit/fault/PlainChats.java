package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Proxies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of a store that a load uses, in memory. An interceptor in front of it can inject faults. */
final class PlainChats implements InvocationHandler {
    /** Intercepts the appends of all callers. */
    interface Interceptor {
        /** Returns the result for the caller. Each call of the supplier executes the append. */
        AppendReceipt append(Append append, Supplier<AppendReceipt> execution);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConversationId, List<Message>> conversations = new HashMap<>();
    private final Interceptor interceptor;

    private PlainChats(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    static ChatStore behind(Interceptor interceptor) {
        return Proxies.create(ChatStore.class, new PlainChats(interceptor));
    }

    @Override
    public Object invoke(Object self, Method method, @Nullable Object[] arguments) {
        lock.lock();
        try {
            return switch (method.getName()) {
                case "append" -> interceptor.append((Append) arguments[0], () -> append((Append) arguments[0]));
                case "history" -> history(stored(arguments[0]), (Slice) arguments[1]);
                case "find" -> arguments.length == 1 ? find(arguments[0]) : find(arguments[0], arguments[1]);
                default -> throw new UnsupportedOperationException(method.getName());
            };
        } finally {
            lock.unlock();
        }
    }

    private List<Message> stored(@Nullable Object id) {
        return conversations.computeIfAbsent((ConversationId) id, any -> new ArrayList<>());
    }

    private AppendReceipt append(Append append) {
        List<Message> stored = stored(append.conversation());
        Optional<Message> known =
                find(append.conversation(), append.messages().get(0).id());
        if (known.isPresent()) {
            List<Long> kept = stored.stream()
                    .filter(message -> message.version() == known.get().version())
                    .map(Message::sequence)
                    .toList();
            return AppendReceipt.duplicate(
                    append.conversation(), kept, known.get().version());
        }
        long version = version(stored);
        if (append.expectedVersion() != null && append.expectedVersion() != version) {
            throw ConflictException.of(append.conversation(), append.expectedVersion(), version, List.of(), false);
        }
        for (NewMessage message : append.messages()) {
            stored.add(message(stored.size() + 1, version + 1, message));
        }
        int count = append.messages().size();
        return AppendReceipt.appended(append.conversation(), stored.size() - count + 1, count, version + 1);
    }

    private static Message message(long sequence, long version, NewMessage from) {
        return new Message(
                sequence,
                version,
                from.id(),
                from.role(),
                null,
                from.text(),
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                1,
                Instant.EPOCH,
                null,
                false);
    }

    private static long version(List<Message> stored) {
        return stored.isEmpty() ? 0 : stored.get(stored.size() - 1).version();
    }

    private static List<Message> history(List<Message> stored, Slice slice) {
        int from = slice instanceof Slice.After after
                ? (int) Math.min(after.sequence(), stored.size())
                : Math.max(0, stored.size() - slice.limit());
        return List.copyOf(stored.subList(from, Math.min(from + slice.limit(), stored.size())));
    }

    private Optional<Conversation> find(@Nullable Object id) {
        List<Message> stored = stored(id);
        return Optional.of(new Conversation(
                (ConversationId) id,
                version(stored),
                stored.size(),
                stored.size(),
                0,
                Profile.EMPTY,
                false,
                Instant.EPOCH,
                Instant.EPOCH));
    }

    private Optional<Message> find(@Nullable Object id, @Nullable Object messageId) {
        return stored(id).stream()
                .filter(message -> messageId != null && messageId.equals(message.id()))
                .findFirst();
    }
}
