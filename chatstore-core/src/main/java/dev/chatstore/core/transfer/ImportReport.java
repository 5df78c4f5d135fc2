package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.dump.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done, in the end or so far. Every message of a conversation that was read is counted once: as
 * added, as there already, or as skipped. It names conversations and reasons, and quotes nothing of what messages say.
 *
 * @param run the id of the run, for {@link HistoryImport#undo}; empty for a dry run
 * @param format the name of the format that was read
 * @param conversations how many conversations were read, those among them that existed already
 * @param added how many messages were added
 * @param alreadyThere how many messages were stored before
 * @param skipped how many records were left out: messages, or whole lines, files and conversations
 * @param skips what was left out and why, in the order met: the first {@value #MAX_SKIPS}
 * @param changedMeaning how many of the added messages and conversations say less or something else than the source, by
 *     reason
 * @param passedOver how many records are no messages, such as "joined the group", by kind
 * @param touched the conversations that were created or received messages: the first {@value #MAX_TOUCHED}
 * @param cancelled whether the run was cancelled before its end
 */
// Eleven components: the classes of what an import can do with a record, as an operator reads them.
public record ImportReport(
        String run,
        String format,
        long conversations,
        long added,
        long alreadyThere,
        long skipped,
        List<Skip> skips,
        Map<String, Long> changedMeaning,
        Map<String, Long> passedOver,
        List<ConversationId> touched,
        boolean cancelled) {
    /** The maximum number of skips that a report lists. */
    public static final int MAX_SKIPS = 1_000;

    /** The maximum number of conversations that a report lists. */
    public static final int MAX_TOUCHED = 1_000;

    private static final int SHOWN_SKIPS = 20;

    /** Creates a report. Lists and maps are copied. */
    public ImportReport {
        skips = List.copyOf(skips);
        changedMeaning = Collections.unmodifiableMap(new LinkedHashMap<>(changedMeaning));
        passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
        touched = List.copyOf(touched);
    }

    /** Returns the report of a run that has done nothing, to add others to. */
    public static ImportReport empty() {
        return new ImportReport("", "", 0, 0, 0, 0, List.of(), Map.of(), Map.of(), List.of(), false);
    }

    /** Returns the sum of this report and another one's, under the other one's run and format. */
    public ImportReport plus(ImportReport other) {
        return new ImportReport(
                other.run,
                other.format,
                conversations + other.conversations,
                added + other.added,
                alreadyThere + other.alreadyThere,
                skipped + other.skipped,
                first(MAX_SKIPS, skips, other.skips),
                sum(changedMeaning, other.changedMeaning),
                sum(passedOver, other.passedOver),
                first(MAX_TOUCHED, touched, other.touched),
                cancelled || other.cancelled);
    }

    private static <T> List<T> first(int limit, List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new LinkedHashMap<>(one);
        other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }

    /** Returns what was changed, by the names that the audit trail has for it. */
    Map<String, Long> amounts() {
        return Map.of("conversations", conversations, "messages added", added, "skipped", skipped);
    }

    /** Returns the counts in one line. */
    public String summary() {
        return Quantity.count(conversations, "conversation") + ", " + Quantity.count(added, "message") + " added, "
                + alreadyThere + " already there, "
                + skipped + " skipped";
    }

    /** Returns the report as lines for people: the counts, the reasons, and the first 20 places. */
    public String text() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add((run.isEmpty() ? "dry run" : "run " + run) + " (" + format + "): " + summary()
                + (cancelled ? ", cancelled" : ""));
        changedMeaning.forEach((reason, count) -> lines.add("  changed: " + count + " x " + reason));
        passedOver.forEach((kind, count) -> lines.add("  passed over: " + count + " x " + kind));
        List<Skip> shown = skips.subList(0, Math.min(SHOWN_SKIPS, skips.size()));
        shown.forEach(skip -> lines.add("  skipped: " + skip));
        if (skipped > shown.size()) {
            lines.add("  skipped: " + (skipped - shown.size()) + " more");
        }
        return lines.toString();
    }

    /** Returns the report as a JSON object whose keys are the names of the components. */
    public String json() {
        return ReportJson.of(this);
    }

    /**
     * A record that was left out. It holds nothing of what the record says.
     *
     * @param file the name of the file, in an archive or a folder with the folders that lead to it
     * @param line the line of the file, from 1
     * @param column where on the line the record begins or breaks, from 1, in bytes
     * @param conversation the conversation it belongs to, or null if that is not known
     * @param message its index in the conversation's list of messages, from 0; or null if it is no single message
     * @param reason why it was left out
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
