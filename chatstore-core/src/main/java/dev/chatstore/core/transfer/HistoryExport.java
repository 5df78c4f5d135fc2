package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Page;
import dev.chatstore.api.Slice;
import dev.chatstore.core.completion.CompletionMessage;
import dev.chatstore.core.completion.CompletionProfile;
import dev.chatstore.core.completion.PlainJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes conversations as chat-completion APIs use them: one to a line, in UTF-8, as {@code {"id", "title", "owner",
 * "model", "system", "metadata", "messages": [{"role", "name", "content", ...}]}} with what is there of it. What {@link
 * HistoryImport#chatCompletions} brought in comes out as it was, but for the order of keys, and what was edited since
 * as it is now. A message's metadata stands among its own keys; where the shape has a field of that name, the field
 * stands. The shape has no place for message ids, attachments, branches, revisions, token counts and the store's times.
 *
 * <p>A conversation is written as far as it went when its turn came. Memory holds one page of messages. An export is
 * immutable and may be used by several threads. Cost: one {@link ChatStore#history} for 100 messages, and one {@link
 * ChatStore#list} for each page of the query or one {@link ChatStore#find} for each id. All methods throw what these
 * throw.
 */
public final class HistoryExport {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryExport.class);
    private static final int PAGE = 100;

    private final ChatStore chats;

    private HistoryExport(ChatStore chats) {
        this.chats = chats;
    }

    /** Returns an export from that store. */
    public static HistoryExport from(ChatStore chats) {
        return new HistoryExport(chats);
    }

    /**
     * Writes what a query finds, over all its pages, in its order, and returns how much that was. The file is there
     * whole or, where the export fails, as it was before.
     *
     * @throws IOException if the file cannot be written
     */
    public ExportReport write(ConversationQuery query, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        ExportReport report;
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            report = write(query, out);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return report;
    }

    /**
     * Writes what a query finds, over all its pages, in its order, and returns how much that was. The stream stays open.
     *
     * @throws IOException if the stream cannot be written to
     */
    public ExportReport write(ConversationQuery query, OutputStream out) throws IOException {
        Output output = new Output(out);
        @Nullable ConversationQuery next = query;
        while (next != null) {
            Page<Conversation> page = chats.list(next);
            page.unreadable().forEach(output::leftOut);
            for (Conversation conversation : page.items()) {
                output.write(conversation);
            }
            next = page.next() == null ? null : next.from(page.next());
        }
        return output.end();
    }

    /**
     * Writes the conversations of some ids, in that order, and returns how much that was. Those that are not there are
     * passed over. The stream stays open.
     *
     * @throws IOException if the stream cannot be written to
     */
    public ExportReport write(Iterator<ConversationId> ids, OutputStream out) throws IOException {
        Output output = new Output(out);
        while (ids.hasNext()) {
            Optional<Conversation> conversation = Optional.empty();
            try {
                conversation = chats.find(ids.next());
            } catch (CorruptDataException e) {
                output.leftOut(e);
            }
            if (conversation.isPresent()) {
                output.write(conversation.get());
            }
        }
        return output.end();
    }

    private final class Output {
        private final JsonGenerator generator;
        private long conversations;
        private long messages;
        private long unreadable;
        private final Set<@Nullable ConversationId> leftOut = new HashSet<>();

        Output(OutputStream out) throws IOException {
            generator = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.setRootValueSeparator(null);
        }

        /** Notes a conversation that cannot be read, which may be on two pages. */
        void leftOut(CorruptDataException reason) {
            if (leftOut.add(reason.conversation())) {
                LOG.warn("a conversation is not exported: {}", reason.getMessage());
            }
        }

        void write(Conversation conversation) throws IOException {
            unreadable += conversation.profile().unreadable().isEmpty() ? 0 : 1;
            generator.writeStartObject();
            for (Map.Entry<String, @Nullable Object> entry :
                    CompletionProfile.write(conversation).entrySet()) {
                generator.writeFieldName(entry.getKey());
                PlainJson.write(generator, entry.getValue());
            }
            generator.writeArrayFieldStart("messages");
            messages(conversation);
            generator.writeEndArray();
            generator.writeEndObject();
            generator.writeRaw('\n');
            conversations++;
        }

        private void messages(Conversation conversation) throws IOException {
            long last = 0;
            while (last < conversation.lastSequence()) {
                int limit = (int) Math.min(PAGE, conversation.lastSequence() - last);
                List<Message> page = chats.history(conversation.id(), Slice.after(last, limit));
                if (page.isEmpty()) {
                    return;
                }
                for (Message message : page) {
                    PlainJson.write(generator, CompletionMessage.write(message));
                    unreadable += message.unreadable().isEmpty() ? 0 : 1;
                }
                messages += page.size();
                last = page.get(page.size() - 1).sequence();
            }
        }

        ExportReport end() throws IOException {
            generator.close();
            return new ExportReport(conversations, messages, unreadable + leftOut.size());
        }
    }
}
