package dev.chatstore.core.erasure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.dump.form.MessageLine;
import dev.chatstore.core.dump.form.SessionLine;
import dev.chatstore.core.export.ExportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes the page and the lines of an export from one snapshot. For one thread. */
final class PersonPages {
    private final Person person;
    private final ExportWriter page;
    private final JsonGenerator written;
    private final JsonGenerator sessions;
    private final List<String> named = new ArrayList<>();
    private long conversations;
    private long messages;
    private long writtenMessages;
    private long sessionCount;
    private long unreadable;
    private long others;

    PersonPages(Person person, ExportWriter page, OutputStream written, OutputStream sessions) throws IOException {
        this.person = person;
        this.page = page;
        this.written = lines(written);
        this.sessions = lines(sessions);
    }

    private static JsonGenerator lines(OutputStream out) throws IOException {
        return new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    PersonExportReport write(StoreAccess access, LongConsumer progress) throws IOException {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant(person.tenant()))) {
            Iterator<ConversationSnapshot> all = snapshot.conversations();
            for (long read = 1; all.hasNext(); read++) {
                PersonScan.checkNotInterrupted();
                try {
                    write(all.next());
                } catch (CorruptDataException e) {
                    unreadable++;
                }
                progress.accept(read);
            }
            writeSessions(snapshot.sessions());
        }
        page.finish();
        written.close();
        sessions.close();
        return new PersonExportReport(conversations, messages, writtenMessages, sessionCount, unreadable, named);
    }

    private void write(ConversationSnapshot conversation) throws IOException {
        Conversation head = conversation.head();
        boolean isNamed = person.conversations().contains(head.id());
        String owner = head.profile().owner();
        if (isNamed) {
            named.add(head.id().value());
        }
        if (isNamed || (owner != null && person.owners().contains(owner))) {
            conversations++;
            page.begin(head);
            long last = 0;
            for (MessageSnapshot message : conversation.messages()) {
                page.write(message.message(), message.message().parent() != last);
                last = message.message().sequence();
                messages++;
            }
            page.end();
        } else {
            writeWritten(conversation);
        }
    }

    /** Writes what the person wrote, and nothing else of the conversation, which is others'. */
    private void writeWritten(ConversationSnapshot conversation) throws IOException {
        boolean isBegun = false;
        for (MessageSnapshot snapshot : conversation.messages()) {
            Message message = snapshot.message();
            String author = message.author();
            if (author == null || !person.authors().contains(author)) {
                continue;
            }
            if (!isBegun) {
                isBegun = true;
                others++;
                page.begin(shown("Messages in conversation " + others + " of others", message.created()));
            }
            page.write(message, false);
            written.writeStartObject();
            written.writeNumberField("conversation", others);
            written.writeFieldName("content");
            MessageLine.write(written, message);
            written.writeEndObject();
            writtenMessages++;
        }
        if (isBegun) {
            page.end();
        }
    }

    private Conversation shown(String title, Instant time) {
        return new Conversation(
                ConversationId.of(person.tenant(), title),
                1,
                0,
                0,
                0,
                Profile.EMPTY.withTitle(title),
                false,
                time,
                time,
                time);
    }

    private void writeSessions(Iterator<StoredSession> all) throws IOException {
        while (all.hasNext()) {
            PersonScan.checkNotInterrupted();
            try {
                StoredSession session = all.next();
                String owner = session.owner();
                if (person.sessions().contains(session.id())
                        || (owner != null && person.sessionOwners().contains(owner))) {
                    write(session);
                }
            } catch (CorruptDataException e) {
                unreadable++;
            }
        }
    }

    private void write(StoredSession session) throws IOException {
        sessionCount++;
        SessionLine.write(sessions, session, ContentDigests.digest(session));
        page.begin(shown("Session " + session.id().name() + " " + sessionCount, session.updated()));
        page.write(Message.appended(NewMessage.system(session.state()), 1, 1, session.updated()), false);
        page.end();
    }
}
