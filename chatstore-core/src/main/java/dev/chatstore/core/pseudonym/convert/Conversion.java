package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.dump.form.Spooled;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.retention.HoldConversion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Converts one thing after the other. The new one is stored whole, and only then is the old one deleted: a process that dies in
 * between leaves both, the next run finds the new one equal, and deletes the old one. For one thread.
 */
final class Conversion {
    private final StoreAccess access;
    private final Pseudonyms pseudonyms;
    private final WorkTurn turn;

    Conversion(StoreAccess access, Pseudonyms pseudonyms, WorkTurn turn) {
        this.access = access;
        this.pseudonyms = pseudonyms;
        this.turn = turn;
    }

    /** A conversation as it was, and as it is stored from now on. */
    private record Changed(Conversation old, ConversationSnapshot changed) {}

    /** Converts what a scan has found, and returns how much that was. */
    PseudonymisedAmounts run(PlainIds found) {
        PseudonymisedAmounts converted = PseudonymisedAmounts.NONE;
        // First, since they keep what is held from being removed, under whichever id.
        for (ConversationId id : found.holds) {
            converted = converted.plus(convert(id, this::hold)
                    .map(old -> PseudonymisedAmounts.ofHold())
                    .orElse(PseudonymisedAmounts.NONE));
        }
        for (ConversationId id : found.conversations) {
            converted = converted.plus(convert(id, pseudonyms::of)
                    .map(old -> PseudonymisedAmounts.ofConversation(old.messageCount()))
                    .orElse(PseudonymisedAmounts.NONE));
        }
        for (SessionId id : found.sessions) {
            converted = converted.plus(convert(id) ? PseudonymisedAmounts.ofSession() : PseudonymisedAmounts.NONE);
        }
        // Last: their entries name what was imported, whether it is converted or not.
        for (ConversationId id : found.logs) {
            converted = converted.plus(PseudonymisedAmounts.ofImportEntries(convertLog(id)));
        }
        return converted;
    }

    private ConversationSnapshot hold(ConversationSnapshot hold) {
        return new ConversationSnapshot(HoldConversion.of(hold.head(), pseudonyms), hold.messages());
    }

    private Optional<Conversation> convert(ConversationId id, UnaryOperator<ConversationSnapshot> change) {
        turn.check();
        try (Spooled<MessageSnapshot> messages = Spooled.messages();
                Spooled<ForgottenMessage> forgotten = Spooled.forgotten()) {
            return read(id, change, messages, forgotten).filter(this::isStored).map(Changed::old);
        } catch (CorruptDataException | InvalidInputException e) {
            // The next scan counts it.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a conversation to its end and closes the snapshot, whose connection may be the only one. */
    private Optional<Changed> read(
            ConversationId id,
            UnaryOperator<ConversationSnapshot> change,
            Spooled<MessageSnapshot> messages,
            Spooled<ForgottenMessage> forgotten)
            throws IOException {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofConversation(id))) {
            Optional<ConversationSnapshot> found = snapshot.find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ConversationSnapshot changed = change.apply(found.get());
            for (ForgottenMessage message : changed.forgotten()) {
                forgotten.add(message, message.id().length());
            }
            for (MessageSnapshot message : changed.messages()) {
                messages.add(message, bytes(message));
            }
            messages.end();
            forgotten.end();
            return Optional.of(
                    new Changed(found.get().head(), new ConversationSnapshot(changed.head(), messages, forgotten)));
        }
    }

    /** Stores a conversation as it is from now on, in the place of the old one, and returns whether that is done. */
    private boolean isStored(Changed conversation) {
        Conversation old = conversation.old();
        ConversationSnapshot changed = conversation.changed();
        if (changed.id().equals(old.id())) {
            return access.loader().replace(changed, old.version()).loaded();
        }
        if (!access.loader().load(List.of(changed)).get(0).loaded() && !isThere(changed)) {
            return false;
        }
        access.deleteConversation(old.id());
        return true;
    }

    private static long bytes(MessageSnapshot message) {
        return message.message().text().length()
                + message.earlier().stream()
                        .mapToLong(revision -> revision.text().length())
                        .sum();
    }

    /** Returns whether what exists under the new id is the same, and not another one that was written meanwhile. */
    private boolean isThere(ConversationSnapshot changed) {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofConversation(changed.id()))) {
            Optional<ConversationSnapshot> existing = snapshot.find(changed.id());
            // A hold that exists stays as it is: its subject is the same.
            return existing.isPresent()
                    && (changed.id().tenant().equals(HoldConversion.TENANT)
                            || ContentDigests.digest(existing.get()).equals(ContentDigests.digest(changed)));
        }
    }

    private boolean convert(SessionId id) {
        turn.check();
        try {
            StoredSession session = access.sessions().find(id).orElse(null);
            if (session == null) {
                return false;
            }
            StoredSession changed = pseudonyms.of(session);
            if (changed.id().equals(id)) {
                return access.replaceSession(session, changed);
            }
            if (!access.loadSessions(List.of(changed)).contains(changed.id()) && !isThere(changed)) {
                return false;
            }
            access.deleteSession(id);
            return true;
        } catch (CorruptDataException | InvalidInputException e) {
            return false;
        }
    }

    private boolean isThere(StoredSession changed) {
        return access.sessions()
                .find(changed.id())
                .filter(existing -> ContentDigests.isSame(changed, existing))
                .isPresent();
    }

    private long convertLog(ConversationId id) {
        LogConversion log = new LogConversion(pseudonyms);
        return convert(id, log::of).isPresent() ? log.entries() : 0;
    }
}
