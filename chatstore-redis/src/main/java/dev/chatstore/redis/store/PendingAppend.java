package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.Micros;
import java.util.Optional;

/**
 * An append that has no outcome yet.
 *
 * @param index its place among those of its call
 * @param now the time that its messages get, in microseconds
 * @param token tells it from all other writes
 */
record PendingAppend(Append append, int index, long now, long token) {
    /** Adds the arguments of the script from the token on. */
    ScriptCall call(ScriptCall.Builder call, String base, String nonce) {
        long tokens = 0;
        for (NewMessage message : append.messages()) {
            tokens += message.tokens();
        }
        call.with(token)
                .with(
                        append.expectedVersion() == null
                                ? ""
                                : append.expectedVersion().toString())
                .with(base)
                .with(nonce)
                .with(now)
                .with(tokens);
        for (NewMessage message : append.messages()) {
            String id = message.id();
            call.with(id == null ? "" : id)
                    .with(id == null ? "" : Long.toString(Fingerprint.of(message)))
                    .with(message.parent() == null ? "" : message.parent().toString())
                    .with(StoredMessages.of(message, now));
        }
        return call.call();
    }

    /** Returns the outcome that a script told. */
    AppendOutcome outcome(Reply reply) {
        ConversationId id = append.conversation();
        try {
            return switch (reply.outcome()) {
                case "APPENDED" ->
                    AppendReceipt.appended(
                            id, reply.number(2), append.messages().size(), reply.number(1));
                case "KNOWN" -> TakenId.duplicate(append, reply.list(2));
                case "CONFLICT" ->
                    refusal(ConflictReplies.of(
                            id, append.expectedVersion() == null ? 0 : append.expectedVersion(), reply));
                case "PARENT" ->
                    refusal(new InvalidInputException(
                            "append.messages[" + reply.number(1) + "].parent", "must come before its message", 0));
                case "REMOVED" ->
                    refusal(new UnavailableException(
                            "the messages were in " + id + ", which was removed before this was known", true, null));
                default -> throw Reply.unreadable();
            };
        } catch (ChatStoreException e) {
            return refusal(e);
        }
    }

    /** Returns what an outcome says was changed. */
    Optional<Change> change(AppendOutcome outcome) {
        return outcome instanceof AppendReceipt receipt && !receipt.duplicate()
                ? Optional.of(Change.Appended.of(append, receipt, Micros.toInstant(now)))
                : Optional.empty();
    }

    AppendRefusal refusal(ChatStoreException reason) {
        return new AppendRefusal(append.conversation(), reason);
    }
}
