package dev.chatstore.core.erasure;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.dump.form.SpooledMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The logs of imports, which name the conversations that a run has stored in a tenant. For one thread. */
final class ImportLogs {
    private static final String TENANT = "chatstore.imports";
    private static final int ATTEMPTS = 20;

    private final StoreAccess access;
    private final Person person;

    ImportLogs(StoreAccess access, Person person) {
        this.access = access;
        this.person = person;
    }

    /** Counts the entries of the conversations that are to go, and finds what else has an id of the person. */
    void scan(Findings findings, Mentions names) {
        Set<String> values = valuesToForget(findings);
        forEachLog(log -> {
            if (names.inValue(log.head().profile().metadata())) {
                findings.mention(MentionPlace.IMPORT_LOG, log.id(), 0, null);
            }
            for (MessageSnapshot message : log.messages()) {
                for (String value : LogRows.of(message.message()).values()) {
                    if (values.contains(value)) {
                        findings.importEntries(1);
                    } else if (names.in(value)) {
                        findings.mention(
                                MentionPlace.IMPORT_LOG,
                                log.id(),
                                message.message().sequence(),
                                null);
                    }
                }
            }
        });
    }

    /** Returns the conversations whose entries go: those that were found, and those that were named and exist no more. */
    private Set<String> valuesToForget(Findings findings) {
        Set<String> values = new HashSet<>();
        findings.owned.forEach(owned -> values.add(owned.id().value()));
        person.conversations().stream()
                .filter(id -> !findings.heldConversations.contains(id))
                .forEach(id -> values.add(id.value()));
        return values;
    }

    private void forEachLog(Consumer<ConversationSnapshot> reading) {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant(TENANT))) {
            Iterator<ConversationSnapshot> logs = snapshot.conversations();
            while (logs.hasNext()) {
                PersonScan.checkNotInterrupted();
                try {
                    ConversationSnapshot log = logs.next();
                    if (isOfTenant(log.head())) {
                        reading.accept(log);
                    }
                } catch (CorruptDataException e) {
                    // A damaged log names nothing that can be found.
                }
            }
        }
    }

    private boolean isOfTenant(Conversation log) {
        return log.profile()
                .metadata("tenant", String.class)
                .orElse(ConversationId.DEFAULT_TENANT)
                .equals(person.tenant());
    }

    /** Removes the entries of the conversations that are to go, and returns how many these were. */
    long forget(Findings findings) {
        Set<String> values = valuesToForget(findings);
        Set<ConversationId> logs = new HashSet<>();
        forEachLog(log -> {
            for (MessageSnapshot message : log.messages()) {
                if (LogRows.of(message.message()).hasAny(values)) {
                    logs.add(log.id());
                    return;
                }
            }
        });
        return logs.stream().mapToLong(log -> rewrite(log, values)).sum();
    }

    /** Replaces a log by one without some entries. A redaction would empty whole messages, and an edit keep the old text. */
    private long rewrite(ConversationId log, Set<String> values) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (SpooledMessages messages = new SpooledMessages()) {
                LogRewriting rewriting = new LogRewriting(messages, values);
                Optional<Conversation> head = read(log, rewriting);
                if (head.isEmpty()) {
                    return 0;
                }
                ConversationSnapshot rewritten = new ConversationSnapshot(rewriting.head(head.get()), messages);
                if (access.loader().replace(rewritten, head.get().version()).loaded()) {
                    return rewriting.removed();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // An import writes to it all the time; the next pass finds the entries again.
        return 0;
    }

    /** Reads a log to its end and closes the snapshot, whose connection may be the only one. */
    private Optional<Conversation> read(ConversationId log, LogRewriting rewriting) throws IOException {
        try (StoreSnapshot snapshot = access.snapshot(new StoreScope(log.tenant(), null, log.value()))) {
            Optional<ConversationSnapshot> found = snapshot.find(log);
            if (found.isPresent()) {
                for (MessageSnapshot message : found.get().messages()) {
                    rewriting.add(message.message());
                }
                rewriting.end();
            }
            return found.map(ConversationSnapshot::head);
        }
    }
}
