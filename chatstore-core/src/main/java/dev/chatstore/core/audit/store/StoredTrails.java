package dev.chatstore.core.audit.store;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditEntry.Stage;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.audit.AuditTrailHead;
import dev.chatstore.core.audit.AuditVerification;
import dev.chatstore.core.audit.TrailVerification;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.OpenGate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trails of a store, in its durable conversations, as one actor works on them. Safe for use by several threads. */
final class StoredTrails implements AuditTrail {
    private final TrailWriters writers;
    private final ChatStore chats;
    private final OpenGate gate;
    private final String actor;

    StoredTrails(TrailWriters writers, OpenGate gate, String actor) {
        this.writers = writers;
        this.chats = writers.durable().chats();
        this.gate = gate;
        this.actor = actor;
    }

    @Override
    public String nameOf(String tenant) {
        gate.checkOpen();
        return writers.trail(ConversationQuery.ofTenant(tenant).tenant()).name();
    }

    @Override
    public List<AuditTrailHead> trails() {
        List<AuditTrailHead> trails = new ArrayList<>();
        forEachHead(head -> trails.add(TrailId.head(head)));
        return trails;
    }

    private void forEachHead(Consumer<Conversation> action) {
        gate.checkOpen();
        @Nullable ConversationQuery next = ConversationQuery.ofTenant(TENANT)
                .withArchived(ConversationQuery.Archived.INCLUDED)
                .withOrder(ConversationQuery.Order.CREATED)
                .withLimit(ConversationQuery.MAX_LIMIT);
        while (next != null) {
            Page<Conversation> page = chats.list(next);
            page.items().forEach(action);
            next = page.next() == null ? null : next.from(page.next());
        }
    }

    @Override
    public Page<AuditEntry> entries(AuditQuery query) {
        gate.checkOpen();
        return new TrailPages(chats, Argument.required("query", query).trail()).entries(query);
    }

    @Override
    public AuditVerification verify(Set<String> digests) {
        Set<String> lost = new HashSet<>(digests);
        List<TrailVerification> results = new ArrayList<>();
        forEachHead(head -> {
            ChainCheck check = new ChainCheck(head, lost);
            new TrailPages(chats, head.id().value()).forEach(message -> {
                // What is written after the head was read is left to the next verification.
                boolean isKnown = message.sequence() <= head.lastSequence();
                if (isKnown) {
                    check.take(message);
                }
                return isKnown;
            });
            results.add(check.end());
        });
        return new AuditVerification(results, lost);
    }

    @Override
    public long export(String trail, OutputStream out) throws IOException {
        gate.checkOpen();
        AtomicLong lines = new AtomicLong();
        try {
            new TrailPages(chats, trail).forEach(message -> {
                write(out, message);
                lines.incrementAndGet();
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
        return lines.get();
    }

    private static void write(OutputStream out, Message message) {
        try {
            out.write((message.text() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long prune(Duration keep, boolean dryRun) {
        if (Argument.required("keep", keep).isNegative() || keep.isZero()) {
            throw new InvalidInputException("keep", "must be positive", 0);
        }
        gate.checkOpen();
        Instant before = writers.now().minus(keep);
        List<Conversation> heads = new ArrayList<>();
        forEachHead(heads::add);
        long removed = 0;
        for (Conversation head : heads) {
            TrailAge age = TrailAge.of(new TrailPages(chats, head.id().value()), before);
            removed += age.count();
            if (!dryRun && age.count() > 0) {
                prune(head, age);
            }
        }
        return removed;
    }

    private void prune(Conversation head, TrailAge age) {
        // A backend that has none refuses before anything is written.
        OldMessages old = writers.durable().oldMessages();
        TrailId trail = TrailId.of(head);
        Anchor anchor = age.anchor();
        AuditSubject subject =
                trail.tenant().equals(WHOLE_STORE) ? AuditSubject.store() : AuditSubject.ofTenant(trail.tenant());
        writers.write(
                trail,
                new EntryDraft(
                        writers.now(),
                        actor,
                        AuditAction.PRUNE,
                        Stage.RECORDED,
                        0,
                        subject,
                        Map.of("entries", age.count()),
                        anchor.detail()));
        int removed;
        do {
            removed = old.trim(head.id(), head.created(), anchor.number() + 1, OldMessages.MESSAGES_PER_CALL);
        } while (removed > 0);
    }

    /** The entries of a trail that are older than a time, those before the first one that is not. */
    private record TrailAge(long count, Anchor anchor) {
        static TrailAge of(TrailPages pages, Instant before) {
            AtomicLong count = new AtomicLong();
            List<Anchor> newest = new ArrayList<>(List.of(new Anchor(0, "")));
            pages.forEach(message -> {
                Optional<AuditEntry> entry = EntryText.read(message.text()).map(EntryText::entry);
                boolean isOld =
                        entry.map(AuditEntry::time).orElse(message.created()).isBefore(before);
                if (isOld) {
                    count.incrementAndGet();
                    newest.set(0, new Anchor(message.sequence(), EntryText.digestOf(message)));
                }
                return isOld;
            });
            return new TrailAge(count.get(), newest.get(0));
        }
    }
}
