package dev.chatstore.core.erasure;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.load.SteadyReading;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Looks for a person in all that a tenant has: no index knows who wrote a message. For one thread. */
final class PersonScan {
    private final StoreAccess access;
    private final Person person;
    private final Mentions names;
    private final Holds holds;
    private final boolean texts;
    private final LongConsumer progress;

    PersonScan(StoreAccess access, Person person, Holds holds, boolean texts, LongConsumer progress) {
        this.access = access;
        this.person = person;
        this.names = new Mentions(person.names());
        this.holds = holds;
        this.texts = texts;
        this.progress = progress;
    }

    /**
     * Reads the tenant and the logs of imports, until the end or until the findings are full.
     *
     * @param collects whether what is found is to be removed, and not only counted
     */
    Findings run(boolean collects) {
        Findings findings = new Findings(collects);
        StoreScope scope = StoreScope.ofTenant(person.tenant());
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            readConversations(snapshot, scope, findings);
            readSessions(snapshot, findings);
        }
        new ImportLogs(access, person).scan(findings, names);
        return findings;
    }

    private void readConversations(StoreSnapshot snapshot, StoreScope scope, Findings findings) {
        Iterator<ConversationSnapshot> conversations = snapshot.conversations();
        while (!findings.isFull() && conversations.hasNext()) {
            checkNotInterrupted();
            try {
                readConversation(snapshot, scope, conversations.next(), findings);
            } catch (CorruptDataException e) {
                findings.unreadable++;
            }
            progress.accept(findings.conversations);
        }
    }

    private void readConversation(
            StoreSnapshot snapshot, StoreScope scope, ConversationSnapshot first, Findings findings) {
        // Of the last reading, which came to its end.
        List<ConversationScan> scans = new ArrayList<>();
        Optional<ConversationSnapshot> read =
                SteadyReading.<RuntimeException>readWhole(snapshot, scope, first, conversation -> {
                    ConversationScan scan = new ConversationScan(person, names, holds, texts);
                    scan.read(conversation);
                    scans.add(scan);
                });
        read.ifPresent(conversation -> scans.get(0).addTo(findings, conversation.head()));
    }

    private void readSessions(StoreSnapshot snapshot, Findings findings) {
        Iterator<StoredSession> sessions = snapshot.sessions();
        while (!findings.isFull() && sessions.hasNext()) {
            checkNotInterrupted();
            try {
                readSession(sessions.next(), findings);
                findings.sessionsRead++;
            } catch (CorruptDataException e) {
                findings.unreadable++;
            }
        }
    }

    private void readSession(StoredSession session, Findings findings) {
        String owner = session.owner();
        if (person.sessions().contains(session.id())
                || (owner != null && person.sessionOwners().contains(owner))) {
            if (owner != null && holds.isHeld(Held.owner(session.id().tenant(), owner))) {
                findings.hold(ErasedAmounts.ofSession());
            } else {
                findings.session(session.id());
            }
            return;
        }
        look(names.in(session.id().value()), MentionPlace.SESSION_KEY, session, findings);
        look(names.in(owner), MentionPlace.SESSION_OWNER, session, findings);
        look(texts && names.in(session.state()), MentionPlace.SESSION_STATE, session, findings);
    }

    private static void look(boolean isNamed, MentionPlace place, StoredSession session, Findings findings) {
        if (isNamed) {
            findings.mention(place, null, 0, session.id());
        }
    }

    static void checkNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw UnavailableException.notDone("the erasure was interrupted; continue its run to go on", false, null);
        }
    }
}
