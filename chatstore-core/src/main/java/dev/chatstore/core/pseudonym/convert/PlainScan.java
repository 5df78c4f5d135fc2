package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.load.SteadyReading;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.retention.HoldConversion;
import dev.chatstore.core.transfer.HistoryImport;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Reads a whole store and finds what has an id that is no pseudonym yet. For one thread. */
final class PlainScan {
    private final Storage storage;
    private final StoreAccess access;
    private final Pseudonyms pseudonyms;
    private final LongConsumer progress;
    private final WorkTurn turn;

    PlainScan(Storage storage, StoreAccess access, Pseudonyms pseudonyms, LongConsumer progress, WorkTurn turn) {
        this.storage = storage;
        this.access = access;
        this.pseudonyms = pseudonyms;
        this.progress = progress;
        this.turn = turn;
    }

    /** What is read of one conversation. */
    private interface Reading {
        void read(ConversationSnapshot conversation, PlainIds found);
    }

    /** Reads until the end or until the finds are full. */
    PlainIds run(boolean collects) {
        PlainIds found = new PlainIds(collects);
        Iterator<String> tenants = Contents.of(storage)
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0))
                .tenants();
        while (tenants.hasNext() && !found.isFull()) {
            String tenant = tenants.next();
            if (!SystemTenants.contain(tenant)) {
                read(tenant, this::readConversation, found);
            }
        }
        read(HoldConversion.TENANT, this::readHold, found);
        read(HistoryImport.LOG_TENANT, this::readLog, found);
        return found;
    }

    private void read(String tenant, Reading reading, PlainIds found) {
        StoreScope scope = StoreScope.ofTenant(tenant);
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            Iterator<ConversationSnapshot> conversations = snapshot.conversations();
            while (conversations.hasNext() && !found.isFull()) {
                turn.check();
                try {
                    ConversationSnapshot first = conversations.next();
                    SteadyReading.<RuntimeException>readWhole(
                            snapshot, scope, first, conversation -> reading.read(conversation, found));
                } catch (CorruptDataException | InvalidInputException e) {
                    // Damaged, or with a pseudonym by a key that is not known.
                    found.unreadable++;
                }
                found.read++;
                progress.accept(found.read);
            }
            readSessions(snapshot, found);
        }
    }

    private void readConversation(ConversationSnapshot conversation, PlainIds found) {
        Conversation head = conversation.head();
        String tenant = head.id().tenant();
        boolean isPlain = !pseudonyms.of(head.id()).equals(head.id())
                || !Objects.equals(
                        pseudonyms.owner(tenant, head.profile().owner()),
                        head.profile().owner());
        Iterator<MessageSnapshot> messages = conversation.messages().iterator();
        while (!isPlain && messages.hasNext()) {
            Message message = messages.next().message();
            isPlain = !Objects.equals(pseudonyms.author(tenant, message.author()), message.author());
        }
        if (isPlain) {
            found.found(found.conversations, head.id(), PseudonymisedAmounts.ofConversation(head.messageCount()));
        }
    }

    private void readHold(ConversationSnapshot hold, PlainIds found) {
        if (!HoldConversion.of(hold.head(), pseudonyms).equals(hold.head())) {
            found.found(found.holds, hold.id(), PseudonymisedAmounts.ofHold());
        }
    }

    private void readLog(ConversationSnapshot log, PlainIds found) {
        long entries = 0;
        for (MessageSnapshot message : log.messages()) {
            entries += ImportRows.of(log.head(), message.message(), pseudonyms).changed();
        }
        if (entries > 0) {
            found.found(found.logs, log.id(), PseudonymisedAmounts.ofImportEntries(entries));
        }
    }

    private void readSessions(StoreSnapshot snapshot, PlainIds found) {
        Iterator<StoredSession> sessions = snapshot.sessions();
        while (sessions.hasNext() && !found.isFull()) {
            turn.check();
            try {
                StoredSession session = sessions.next();
                if (!pseudonyms.of(session).equals(session)) {
                    found.found(found.sessions, session.id(), PseudonymisedAmounts.ofSession());
                }
            } catch (CorruptDataException | InvalidInputException e) {
                found.unreadable++;
            }
        }
    }
}
