package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Brings histories in from files of JSON in UTF-8.
 *
 * <pre>{@code
 * ImportReport report = HistoryImport.into(storage.chats()).chatCompletions(Path.of("history.jsonl"));
 * }</pre>
 *
 * <p>An import is resumed by running it again. A message is stored under an id made of its index in its conversation, so
 * a second run over the same source adds nothing, one after a crash adds what was missing, and one over a source that
 * has grown at the ends of its conversations adds what is new. The stored order is the source's, never sorted by time: a
 * message that an earlier run has left out is not put in after later ones, and what follows a message that differs from
 * the stored one is left out; both are reported. A conversation that is there already keeps its title, model and so on.
 *
 * <p>A record that cannot be brought in is skipped and reported with its place, never with its text, and the rest goes
 * on: a message, or a whole line, file or conversation. What the model has no field for stays in the metadata. Memory
 * is bounded by the largest message and some megabytes, whatever the length of the file.
 *
 * <p>An import is immutable and may be used by several threads. Its methods block until all is durable. Cost: new
 * conversations are loaded whole, 4,000 messages or 4 MiB at a time, two such calls at the same time; one of more than
 * 8,000 messages or 8 MiB is loaded in part, and the rest appended. Where a conversation was there before, one {@link
 * ChatStore#open}, one {@link ChatStore#appendAll} for 500 messages or 4 MiB, and a reading back to the newest imported
 * message. A decorated store has no loader; all its conversations are appended. All methods that read throw what these throw, for
 * a store that is out of reach, closed or full.
 */
public final class HistoryImport {
    private final ChatStore chats;
    private final String tenant;
    private final String origin;
    private final Consumer<ImportReport> listener;

    private HistoryImport(ChatStore chats, String tenant, String origin, Consumer<ImportReport> listener) {
        this.chats = chats;
        this.tenant = tenant;
        this.origin = origin;
        this.listener = listener;
    }

    /** Returns an import into that store, under the default tenant. */
    public static HistoryImport into(ChatStore chats) {
        return new HistoryImport(chats, ConversationId.DEFAULT_TENANT, "", report -> {});
    }

    /**
     * Returns this import for that tenant's conversations.
     *
     * @throws InvalidInputException if it is not a valid tenant
     */
    public HistoryImport forTenant(String tenant) {
        return new HistoryImport(chats, ConversationId.of(tenant, "any").tenant(), origin, listener);
    }

    /**
     * Returns this import for a source of that name. Messages of sources with different names are told apart, so that
     * one conversation can be put together from several files, one name for each; and conversations without an id are
     * named after it in place of their file.
     *
     * @param origin a name for the source, 1 to 100 characters
     * @throws InvalidInputException if it is not one
     */
    public HistoryImport fromOrigin(String origin) {
        int length = ConversationId.of(origin).value().length();
        if (length > 100) {
            throw new InvalidInputException("origin", "must have at most 100 characters", length);
        }
        return new HistoryImport(chats, tenant, origin, listener);
    }

    /** Returns this import with that listener, which is told the counts so far after every batch and at the end. */
    public HistoryImport onProgress(Consumer<ImportReport> listener) {
        return new HistoryImport(chats, tenant, origin, listener);
    }

    /**
     * Brings in one object that maps each customer to a list of messages, and returns what was done. The customer
     * becomes the conversation's id and its owner.
     *
     * <p>A message has a sender under {@code role}, {@code sender}, {@code from} or {@code author}, and its text under
     * {@code text}, {@code content} or {@code message}. Senders such as {@code bot}, {@code agent} or {@code assistant}
     * are the assistant, {@code system} and {@code tool} are what they say, and any other is a person, kept as the
     * author. Whatever else it has, its time among it, becomes metadata.
     *
     * @throws dev.chatstore.api.CorruptDataException if the file is not such an object, or breaks off or stops being
     *     JSON at some place, which the error names with the counts until there; what comes before is brought in
     * @throws IOException if the file cannot be read
     */
    public ImportReport customerMap(Path file) throws IOException {
        return fromFile(file, ImportRun::customerMap);
    }

    /**
     * Brings in a folder of {@code .json} files, by name, and returns what was done. Each holds one conversation: {@code
     * id}, {@code title}, {@code owner}, {@code model}, {@code system} (or {@code system_prompt}, {@code systemPrompt}),
     * {@code metadata} and {@code messages}, whose keys are those of {@link #customerMap}. One without an id is named
     * after its file. A file that is broken anywhere is skipped whole.
     *
     * @throws IOException if the folder or a file cannot be read
     */
    public ImportReport conversationFolder(Path folder) throws IOException {
        return run(run -> run.conversationFolder(folder));
    }

    /**
     * Brings in lines of {@code {"messages": [{"role": ..., "content": ...}]}} as chat-completion APIs use them, and
     * returns what was done. A line may have {@code id}, {@code title}, {@code owner}, {@code model}, {@code system} and
     * {@code metadata}; one without an id is named after its file and its line. A line that is broken anywhere is
     * skipped whole.
     *
     * <p>Nothing is lost: {@link HistoryExport} writes each line as it was, but for the order of keys. Keys of a
     * message that the model has no field for are metadata under their own names, such as {@code tool_calls}. The text
     * of a content that is a list is that of its parts.
     *
     * @throws dev.chatstore.api.CorruptDataException if the last line breaks off; the lines before it are brought in
     * @throws IOException if the file cannot be read
     */
    public ImportReport chatCompletions(Path file) throws IOException {
        return fromFile(file, ImportRun::chatCompletions);
    }

    private ImportReport fromFile(Path file, FileStep step) throws IOException {
        try (JsonSource source = new JsonSource(file)) {
            return run(run -> step.take(run, source));
        }
    }

    private ImportReport run(Step step) throws IOException {
        Tally tally = new Tally(listener);
        String idPrefix = origin.isEmpty() ? "import:" : "import:" + origin + ":";
        try (Delivery delivery = new Delivery(chats, tally, idPrefix)) {
            step.take(new ImportRun(tenant, origin, delivery, tally));
        } finally {
            tally.progress();
        }
        return tally.report();
    }

    private interface Step {
        void take(ImportRun run) throws IOException;
    }

    private interface FileStep {
        void take(ImportRun run, JsonSource source) throws IOException;
    }
}
