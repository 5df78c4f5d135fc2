package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.transfer.format.ChatCompletionsFormat;
import dev.chatstore.core.transfer.format.ConversationFolderFormat;
import dev.chatstore.core.transfer.format.CustomerMapFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Imports exports of other programs: a file, a folder, or a zip or gzip archive.
 *
 * <pre>{@code
 * Inspection found = HistoryImport.inspect(Path.of("export.zip"), ImportOptions.NONE);
 * ImportReport report = HistoryImport.into(storage.chats()).run(Path.of("export.zip"));
 * }</pre>
 *
 * <p>A source is recognized by its shape, whatever its name is. Messages keep the source's order, its ids and its times:
 * {@link dev.chatstore.api.Message#said}. A message without an id gets one that is made of what it says, so that a second
 * run adds nothing, one after a crash adds what was missing, and one over a source that has grown adds what is new, as
 * does one over a source that holds only the last messages or the next part of a conversation. A new message that comes before
 * stored ones is left out, since a stored order does not change; where every message names the one it follows, it is appended
 * to its branch. A conversation that exists keeps its title, model and so on. One that has no id in the source is named by what
 * it says, or by its file, unless {@link ImportOptions#withConversation} names it.
 *
 * <p>A record that cannot be imported is skipped and reported with its place, never with its text, and the rest goes on.
 * What the model has no field for is metadata. A message whose role is not known is skipped, unless the options give the
 * role. Memory is bounded by the largest message that the store accepts and some megabytes, and by about 60 bytes for each
 * message of the conversation that is being read; of a tree of messages, by about 500 bytes.
 *
 * <p>An import is immutable and may be used by several threads. Its methods block until all is durable. Cost: new
 * conversations are loaded whole, 4,000 messages or 4 MiB at a time, two such calls at the same time; one of more than
 * 8,000 messages or 8 MiB is loaded in part, and the rest appended. A conversation that exists costs a look-up and, shared
 * with others, one {@link ChatStore#appendAll} for 500 messages. Each call is preceded by one append to the run's log. A
 * decorated store has no loader; all its conversations are appended. Methods that read throw what these throw, for a store
 * that is out of reach, closed or full.
 */
public final class HistoryImport {
    /** The tenant of the logs of runs. */
    public static final String LOG_TENANT = "chatstore.imports";

    private static final int MAX_ORIGIN = 100;

    private final ImportJob job;

    private HistoryImport(ImportJob job) {
        this.job = job;
    }

    /** Returns an import into a store, under the default tenant. */
    public static HistoryImport into(ChatStore chats) {
        return new HistoryImport(new ImportJob(
                chats, ConversationId.DEFAULT_TENANT, "", ImportOptions.NONE, progress -> {}, () -> false));
    }

    /**
     * Returns this import for a tenant's conversations.
     *
     * @throws InvalidInputException if it is not a valid tenant
     */
    public HistoryImport forTenant(String tenant) {
        String checked = ConversationId.of(tenant, "any").tenant();
        return new HistoryImport(
                new ImportJob(job.chats(), checked, job.origin(), job.options(), job.listener(), job.cancelled()));
    }

    /**
     * Returns this import for a source of a name. Equal messages without ids are the same message within an origin, and
     * different ones in two, so that several files make one conversation.
     *
     * @param origin a name for the source, 1 to 100 characters
     * @throws InvalidInputException if it is not one
     */
    public HistoryImport fromOrigin(String origin) {
        int length = ConversationId.of(origin).value().length();
        if (length > MAX_ORIGIN) {
            throw new InvalidInputException("origin", "must have at most 100 characters", length);
        }
        return new HistoryImport(
                new ImportJob(job.chats(), job.tenant(), origin, job.options(), job.listener(), job.cancelled()));
    }

    /** Returns this import with answers to what a source leaves open. */
    public HistoryImport with(ImportOptions options) {
        return new HistoryImport(
                new ImportJob(job.chats(), job.tenant(), job.origin(), options, job.listener(), job.cancelled()));
    }

    /**
     * Returns this import with a listener, which is notified of the progress after every batch and at the end. A source that
     * can leave questions open is read twice: the bytes begin again when the import begins.
     */
    public HistoryImport onProgress(Consumer<ImportProgress> listener) {
        return new HistoryImport(
                new ImportJob(job.chats(), job.tenant(), job.origin(), job.options(), listener, job.cancelled()));
    }

    /**
     * Returns this import with a condition that cancels it. It is asked before each conversation and before each message of
     * a large one. A cancelled run returns its report once what was read is durable; another run continues it.
     */
    public HistoryImport cancelledBy(BooleanSupplier cancelled) {
        return new HistoryImport(
                new ImportJob(job.chats(), job.tenant(), job.origin(), job.options(), job.listener(), cancelled));
    }

    /** Returns the names of the formats that a source can be recognized as, for {@link ImportOptions#withFormat}. */
    public static List<String> formats() {
        return Formats.names();
    }

    /**
     * Returns what a source is and holds. It is read to its end, and nothing is stored. A message of more than 1 MiB, which is
     * the default limit of a store, counts as skipped.
     *
     * @throws InvalidInputException if nothing in it is of a known format, or more than one format fits
     * @throws dev.chatstore.api.CorruptDataException if a file breaks off
     * @throws IOException if a file cannot be read
     */
    public static Inspection inspect(Path source, ImportOptions options) throws IOException {
        return inspect(ImportSource.of(source), options);
    }

    /**
     * Returns what a source is and holds, as for a {@linkplain #inspect(Path, ImportOptions) path}.
     *
     * @throws InvalidInputException as for a path, or if a table has no such column
     * @throws IOException if it cannot be read, or a database refuses the query
     */
    public static Inspection inspect(ImportSource source, ImportOptions options) throws IOException {
        return inspect(source, options, progress -> {}, () -> false);
    }

    /**
     * Returns what a source is and holds, as {@link #inspect(Path, ImportOptions)} does.
     *
     * @param listener is notified of the progress every 4 MiB, with an empty report
     * @param cancelled says whether to end, and is asked before each message
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Inspection inspect(
            ImportSource source, ImportOptions options, Consumer<ImportProgress> listener, BooleanSupplier cancelled)
            throws IOException {
        return ImportJob.inspect(source, options, listener, cancelled);
    }

    /**
     * Imports a source, and returns what was done.
     *
     * @throws InvalidInputException if nothing in it is of a known format, more than one format fits, or a {@linkplain
     *     Question#required required} question has no answer; nothing was stored
     * @throws dev.chatstore.api.CorruptDataException if a file breaks off or stops being what it is at some place, which
     *     the error names with the counts so far; what comes before was imported
     * @throws IOException if a file cannot be read
     */
    public ImportReport run(Path source) throws IOException {
        return run(ImportSource.of(source));
    }

    /**
     * Imports a source, and returns what was done, as for a {@linkplain #run(Path) path}.
     *
     * @throws InvalidInputException as for a path, or if a table has no such column
     * @throws IOException if it cannot be read, or a database refuses the query
     */
    public ImportReport run(ImportSource source) throws IOException {
        return recorded(() -> job.recognized(source, false));
    }

    private ImportReport recorded(AuditLog.Work<ImportReport, IOException> work) throws IOException {
        return AuditLog.of(job.chats())
                .during(AuditAction.IMPORT, AuditSubject.ofTenant(job.tenant()), null, work, ImportReport::amounts);
    }

    /**
     * Returns what {@link #run(Path)} would do, by the same steps, and stores nothing. It throws what that throws. What a decorated
     * store refuses for its size is known to a run only.
     */
    public ImportReport dryRun(Path source) throws IOException {
        return dryRun(ImportSource.of(source));
    }

    /** Returns what {@link #run(ImportSource)} would do, by the same steps, and stores nothing. It throws what that throws. */
    public ImportReport dryRun(ImportSource source) throws IOException {
        return job.recognized(source, true);
    }

    /**
     * Compares a store with a source, and returns how many messages are stored as they are in the source. The source is read
     * twice, and notifies the listener every 4 MiB. Costs one {@link ChatStore#history} for each page as an
     * {@linkplain HistoryExport export} reads it, two where messages
     * have no ids.
     *
     * @throws InvalidInputException if nothing in the source is of a known format, or more than one format fits
     * @throws dev.chatstore.api.CorruptDataException if a file breaks off
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws IOException if a file cannot be read
     */
    public VerifyReport verify(Path source) throws IOException {
        return verify(ImportSource.of(source));
    }

    /**
     * Compares a store with a source, as with a {@linkplain #verify(Path) path}.
     *
     * @throws InvalidInputException as for a path, or if a table has no such column
     * @throws IOException if it cannot be read, or a database refuses the query
     */
    public VerifyReport verify(ImportSource source) throws IOException {
        return job.verified(source);
    }

    /**
     * Returns the runs that an {@link #undo} can remove, of all tenants, the newest first: at most the newest 1,000. A run
     * that stored nothing is not among them. Costs one {@link ChatStore#list}.
     *
     * <p>The log of a run is a conversation under the tenant {@code chatstore.imports} whose id is the run's. It names the
     * conversations of the run, also after they are deleted, and stays until the run is undone or the log is deleted.
     * Listeners, feeds and counts of all tenants see it.
     */
    public List<ImportRun> runs() {
        return RunLog.runs(job.chats());
    }

    /**
     * Removes what a run has created, and returns how much that was. A conversation is removed if it holds exactly what the
     * run stored; one that has changed since, and one that existed before the run, is left with everything in it and
     * reported, since nothing that came from elsewhere may be lost. An undo can be repeated, also by another process and
     * after a crash. If a run died, and another one created the same conversation with the same messages at the same time,
     * it cannot be told whose it is, and is removed: do not run one import twice at once.
     *
     * <p>Cost: for each conversation of the run one {@link ChatStore#find}, one {@link ChatStore#history} for 500 messages,
     * and one {@link ChatStore#delete}.
     *
     * @param run the run's id, as its report has it
     * @throws InvalidInputException if the store has no log of such a run: the id is not one, or the run stored nothing, or
     *     was undone
     */
    public UndoReport undo(String run) {
        return undo(run, conversations -> {});
    }

    /**
     * Removes what a run has created, as {@link #undo(String)} does.
     *
     * @param listener receives the number of the run's conversations that were looked at so far, after each of them
     */
    public UndoReport undo(String run, LongConsumer listener) {
        return AuditLog.of(job.chats())
                .<UndoReport, RuntimeException>during(
                        AuditAction.UNDO,
                        AuditSubject.ofTenant(job.tenant()),
                        run,
                        () -> new Undo(job.chats(), run, listener).run(),
                        report -> Map.of("conversations removed", report.removed()));
    }

    /**
     * Imports one object that maps each customer to a list of messages, and returns what was done. The customer becomes
     * the conversation's id and its owner.
     *
     * <p>A message has a sender under {@code role}, {@code sender}, {@code from} or {@code author}, and its text under
     * {@code text}, {@code content} or {@code message}. Senders such as {@code bot}, {@code agent} or {@code assistant}
     * are the assistant, {@code system} and {@code tool} are what they say, and any other sender is a person, kept as the
     * author; another {@code role} is not known. Whatever else it has becomes metadata.
     *
     * @throws dev.chatstore.api.CorruptDataException if the file is not such an object, or breaks off or stops being
     *     JSON at some place, which the error names with the counts until there; what comes before was imported
     * @throws IOException if the file cannot be read
     */
    public ImportReport customerMap(Path file) throws IOException {
        return recorded(() -> job.given(new CustomerMapFormat(), file));
    }

    /**
     * Imports a folder of {@code .json} files, by name, and returns what was done. Each holds one conversation: {@code
     * id}, {@code title}, {@code owner}, {@code model}, {@code system} (or {@code system_prompt}, {@code systemPrompt}),
     * {@code metadata} and {@code messages}, whose keys are those of {@link #customerMap}. One without an id is named
     * after its file. A file that is broken anywhere is skipped whole.
     *
     * @throws IOException if the folder or a file cannot be read
     */
    public ImportReport conversationFolder(Path folder) throws IOException {
        return recorded(() -> job.given(new ConversationFolderFormat(true), folder));
    }

    /**
     * Imports lines of {@code {"messages": [{"role": ..., "content": ...}]}} as chat-completion APIs use them, and
     * returns what was done. A line may have {@code id}, {@code title}, {@code owner}, {@code model}, {@code system} and
     * {@code metadata}; one without an id gets one that is made of its messages. A line that is broken anywhere is skipped
     * whole.
     *
     * <p>{@link HistoryExport} writes each line as it was, but for the order of keys. Keys of a message that the model has
     * no field for are metadata under their own names, such as {@code tool_calls}. The text of a content that is a list is
     * that of its parts.
     *
     * @throws dev.chatstore.api.CorruptDataException if the last line breaks off; the lines before it were imported
     * @throws IOException if the file cannot be read
     */
    public ImportReport chatCompletions(Path file) throws IOException {
        return recorded(() -> job.given(new ChatCompletionsFormat(), file));
    }
}
