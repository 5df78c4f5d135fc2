package dev.chatstore.core.audit;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where operations report what they do, on behalf of one actor. A program records its own actions here too. Safe for use by
 * several threads.
 *
 * <p>Methods that begin something throw {@link UnavailableException} if the entry cannot be written: what was to be done must
 * not be done then. An outcome that cannot be written is logged, since what it is about has happened.
 */
public interface AuditLog {
    /** The log of a storage that records nothing. */
    AuditLog NONE = new AuditLog() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void record(AuditAction action, AuditSubject subject, Map<String, Long> amounts) {
            // Nothing is recorded.
        }

        @Override
        public void recordRead(AuditSubject subject, Map<String, Long> amounts) {
            // Nothing is recorded.
        }

        @Override
        public Operation begin(AuditAction action, AuditSubject subject, @Nullable String detail) {
            return Operation.NONE;
        }

        @Override
        public boolean owns(ConversationId conversation) {
            return false;
        }
    };

    /** Returns the log of a storage, or of the view of one actor; {@link #NONE} if it records nothing. */
    static AuditLog of(Storage storage) {
        return of(storage.chats());
    }

    /** Returns the log of a storage by its conversations, as {@link #of(Storage)} does. */
    static AuditLog of(ChatStore chats) {
        return chats instanceof Holder holder ? holder.auditLog() : NONE;
    }

    /** A store that has a log. */
    interface Holder {
        /** Returns the log. */
        AuditLog auditLog();
    }

    /** Returns whether anything is recorded. */
    boolean isOn();

    /** Records an action that is about to be done. Cost: one append, shared with those of other threads. */
    void record(AuditAction action, AuditSubject subject, Map<String, Long> amounts);

    /** Records that something was read, if reads are recorded. Cost: as for {@link #record} then, else none. */
    void recordRead(AuditSubject subject, Map<String, Long> amounts);

    /** Records that a long operation begins. Cost: as for {@link #record}, here and at its end. */
    Operation begin(AuditAction action, AuditSubject subject, @Nullable String detail);

    /** Returns whether a conversation is a trail of this storage, which nothing but the storage itself may write. */
    boolean owns(ConversationId conversation);

    /** Runs an operation between the entries of its beginning and its end, and returns its result. */
    default <T extends @Nullable Object, E extends Exception> T during(
            AuditAction action,
            AuditSubject subject,
            @Nullable String detail,
            Work<T, E> work,
            Function<T, Map<String, Long>> amounts)
            throws E {
        Operation operation = begin(action, subject, detail);
        T result;
        try {
            result = work.run();
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
        operation.ended(amounts.apply(result));
        return result;
    }

    /** The work of an operation. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, E extends Exception> {
        /** Does the work. */
        T run() throws E;
    }

    /** A long operation whose beginning was recorded. */
    interface Operation {
        /** The operation of a storage that records nothing. */
        Operation NONE = new Operation() {
            @Override
            public void ended(Map<String, Long> amounts) {
                // Nothing is recorded.
            }

            @Override
            public void failed(Throwable reason) {
                // Nothing is recorded.
            }
        };

        /** Records that it ended, and how much it did. */
        void ended(Map<String, Long> amounts);

        /** Records that it failed, with the type of the error. */
        void failed(Throwable reason);
    }
}
