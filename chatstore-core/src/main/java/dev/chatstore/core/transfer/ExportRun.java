package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.TextPages;
import dev.chatstore.core.export.ExportWriter;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One export from its start to its end. */
final class ExportRun {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryExport.class);

    private final TextPages pages;
    private final ExportWriter writer;
    private final boolean newestPath;
    private final LongConsumer progress;
    private final Set<@Nullable ConversationId> leftOut = new HashSet<>();
    private long conversations;
    private long messages;
    private long unreadable;

    ExportRun(ChatStore chats, ExportWriter writer, boolean newestPath, LongConsumer progress) {
        this.pages = new TextPages(chats);
        this.writer = writer;
        this.newestPath = newestPath;
        this.progress = progress;
    }

    /** Notes a conversation that cannot be read, which may be on two pages. */
    void leaveOut(CorruptDataException reason) {
        if (leftOut.add(reason.conversation())) {
            LOG.warn("a conversation is not exported: {}", reason.getMessage());
        }
    }

    void write(Conversation conversation) throws IOException {
        unreadable += conversation.profile().unreadable().isEmpty() ? 0 : 1;
        writer.begin(conversation);
        messages(conversation, newestPath ? path(conversation) : null);
        writer.end();
        conversations++;
        progress.accept(conversations);
    }

    private void messages(Conversation conversation, @Nullable BitSet path) throws IOException {
        long last = conversation.firstSequence() - 1;
        long before = last;
        long written = last;
        while (last < conversation.lastSequence()) {
            List<Message> page = pages.read(conversation.id(), last + 1, conversation.lastSequence());
            if (page.isEmpty()) {
                return;
            }
            for (Message message : page) {
                last = message.sequence();
                if (path == null || path.get(Math.toIntExact(last))) {
                    // Where the parent was removed as an old message, a message begins at the start.
                    writer.write(message, Math.max(before, message.parent()) != written);
                    unreadable += message.unreadable().isEmpty() ? 0 : 1;
                    messages++;
                    written = last;
                }
            }
        }
    }

    /** Returns the sequences of the path to the newest message, which is read from its end. */
    private BitSet path(Conversation conversation) {
        BitSet path = new BitSet();
        long leaf = conversation.lastSequence();
        while (leaf > 0) {
            List<Message> page = pages.path(conversation.id(), leaf);
            page.forEach(message -> path.set(Math.toIntExact(message.sequence())));
            leaf = page.isEmpty() ? 0 : page.get(0).parent();
        }
        return path;
    }

    ExportReport end() throws IOException {
        writer.finish();
        return new ExportReport(conversations, messages, unreadable + leftOut.size());
    }
}
