package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.KnownMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.backend.MissedMessages;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.NewEntries;
import dev.chatstore.redis.store.form.ProfileFields;
import dev.chatstore.redis.store.form.StoredMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An append without an outcome yet.
 *
 * @param index its index among the appends of the call
 * @param created the time of its messages, in microseconds precision
 * @param stored the messages as they are stored
 * @param token identifies this write
 */
record PendingAppend(Append append, int index, Instant created, List<byte[]> stored, long token) {
    /** Replaces the fingerprint of a redacted message, in the hash of ids. */
    static final String REDACTED = "redacted";

    /**
     * Returns an append that is still to be sent.
     *
     * @param token returns the token of a write of some bytes
     */
    static PendingAppend of(Append append, int index, Instant created, ToLongFunction<List<byte[]>> token) {
        List<byte[]> stored = append.messages().stream()
                .map(message -> StoredMessage.of(message, created))
                .toList();
        return new PendingAppend(append, index, created, stored, token.applyAsLong(stored));
    }

    /**
     * Returns the call of the script.
     *
     * @param base the version from which the conversation must have started, or empty
     * @param entries the entries that were added to the lists for the append, or null
     */
    ScriptCall call(List<byte[]> keys, String base, @Nullable NewEntries entries) {
        boolean creates = entries != null && entries.creates();
        String nonce = entries == null ? "" : entries.nonce();
        Profile profile = append.profile();
        List<byte[]> fields = creates && profile != null ? ProfileFields.of(profile, nonce) : List.of();
        long tokens = 0;
        for (NewMessage message : append.messages()) {
            tokens += message.tokens();
        }
        ScriptCall.Builder call = StoreScript.APPEND
                .on(keys)
                .with(token)
                .with(text(append.expectedVersion()))
                .with(base)
                .with(creates ? nonce : "")
                .with(Micros.of(created))
                .with(tokens)
                .with(ListEntry.day(Micros.of(created)))
                .with(nonce)
                .with(fields.size());
        fields.forEach(call::with);
        for (int i = 0; i < stored.size(); i++) {
            NewMessage message = append.messages().get(i);
            String id = message.id();
            call.with(id == null ? "" : id)
                    .with(id == null ? "" : Long.toString(Fingerprint.of(message)))
                    .with(text(message.parent()))
                    .with(stored.get(i));
        }
        return call.call();
    }

    private static String text(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    /** Returns the outcome that the script replied. */
    AppendOutcome outcome(Reply reply) {
        ConversationId id = append.conversation();
        try {
            return switch (reply.outcome()) {
                case "APPENDED" ->
                    AppendReceipt.appended(
                            id, reply.number(2), append.messages().size(), reply.number(1));
                case "KNOWN" -> duplicate(reply.list(2));
                case "CONFLICT" -> refusal(conflict(reply));
                case "PARENT" ->
                    refusal(new InvalidInputException(
                            "append.messages[" + reply.number(1) + "].parent", "must come before its message", 0));
                case "REMOVED" ->
                    refusal(UnavailableException.maybeDone(
                            id + " was deleted after the messages were appended and before the reply arrived; retry to "
                                    + "begin a new conversation",
                            true,
                            null));
                default -> throw Reply.unreadable();
            };
        } catch (ChatStoreException e) {
            return refusal(e);
        }
    }

    private ConflictException conflict(Reply reply) {
        Long expected = append.expectedVersion();
        return MissedMessages.conflict(
                append.conversation(),
                expected == null ? 0 : expected,
                reply.number(1),
                StoredMessage.readAll(append.conversation(), reply.list(3), reply.number(2)));
    }

    /**
     * Returns the receipt of messages that were stored before.
     *
     * @param ids the ids that are taken, each followed by its record
     */
    private AppendReceipt duplicate(Reply ids) {
        Map<String, KnownMessage> known = new HashMap<>();
        for (int i = 0; i < ids.size(); i += 2) {
            known.put(ids.text(i), knownMessage(ids.text(i + 1)));
        }
        AppendReceipt receipt = KnownMessage.receipt(append, known::get);
        if (receipt == null) {
            throw Reply.unreadable();
        }
        return receipt;
    }

    /** Reads a record of the hash of ids: sequence, version and fingerprint. */
    private static KnownMessage knownMessage(String record) {
        String[] parts = record.split(" ", -1);
        try {
            boolean redacted = parts[2].equals(REDACTED);
            return new KnownMessage(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    redacted,
                    redacted ? 0 : Long.parseLong(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw Reply.unreadable();
        }
    }

    AppendRefusal refusal(ChatStoreException reason) {
        return new AppendRefusal(append.conversation(), reason);
    }
}
