package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done, in the end or so far. Every message of a conversation that was seen is counted once: as
 * added, as there already, or as skipped.
 *
 * @param conversations how many conversations were brought in, those among them that were there already
 * @param added how many messages were added
 * @param alreadyThere how many messages had been there before
 * @param skipped how many records were not brought in: messages, or whole lines, files and conversations
 * @param skips what was skipped and why, in the order met: the first {@value #MAX_SKIPS}
 */
public record ImportReport(long conversations, long added, long alreadyThere, long skipped, List<Skip> skips) {
    /** The most skips that a report lists. */
    public static final int MAX_SKIPS = 1_000;

    /** Makes a report; the skips are copied. */
    public ImportReport {
        skips = List.copyOf(skips);
    }

    /** Returns the counts in one line. */
    public String summary() {
        return conversations + " conversations, " + added + " messages added, " + alreadyThere + " already there, "
                + skipped + " skipped";
    }

    /**
     * A record that was not brought in. It holds nothing of what the record says.
     *
     * @param file the name of the file
     * @param line the line of the file, from 1
     * @param column where on the line the record begins or breaks, from 1, in bytes
     * @param conversation the conversation it belongs to, or null if that is not known
     * @param message its index in the conversation's list of messages, from 0; or null if it is no single message
     * @param reason why it was skipped
     */
    // Six components: a place is named by file, line and column, and by conversation and index.
    public record Skip(
            String file,
            long line,
            long column,
            @Nullable ConversationId conversation,
            @Nullable Long message,
            String reason) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column
                    + (conversation == null ? "" : " " + ConversationId.printable(conversation.value()))
                    + (message == null ? "" : " messages[" + message + "]") + " " + reason;
        }
    }
}
