package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.export.ExportFormat;
import dev.chatstore.core.export.ExportView;
import dev.chatstore.core.file.OwnersFile;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes conversations to files: for tools as lines of chat-completion JSON (unless another form is chosen) or as CSV, for
 * people as a page of HTML or as Markdown. All are in UTF-8 without a byte order mark.
 *
 * <pre>{@code
 * HistoryExport.from(storage.chats()).asHtml().write(ConversationQuery.ofOwner("kari"), Path.of("kari.html"));
 * }</pre>
 *
 * <p>A conversation is written as far as it went when its turn came, in the order of its messages. The same store gives the
 * same bytes. Memory holds one page of messages, of about 16 MiB at most
 * if the store has the default limits, and one bit for each message of a conversation with {@link
 * #onlyNewestPath}. An export is immutable and may be used by several threads.
 *
 * <p>Cost: one {@link ChatStore#history} for each page, which has as many messages as would fit into 16 MiB if each had the
 * largest size that the store accepts, 100 at most, and one {@link ChatStore#list} for each page of the query or
 * one {@link ChatStore#find} for each id. All methods throw what these throw, and {@link
 * dev.chatstore.api.InvalidInputException} for an argument that is null.
 */
public final class HistoryExport {
    private final ChatStore chats;
    private final ExportFormat format;
    private final ExportView view;
    private final boolean newestPath;
    private final LongConsumer progress;

    private HistoryExport(
            ChatStore chats, ExportFormat format, ExportView view, boolean newestPath, LongConsumer progress) {
        this.chats = chats;
        this.format = format;
        this.view = view;
        this.newestPath = newestPath;
        this.progress = progress;
    }

    /** Returns an export from that store, as lines of chat-completion JSON, of all branches, in UTC and in English. */
    public static HistoryExport from(ChatStore chats) {
        return new HistoryExport(
                Argument.required("chats", chats),
                ExportFormat.CHAT_COMPLETIONS,
                ExportView.UTC,
                false,
                conversations -> {});
    }

    /**
     * Returns this export as lines of JSON, one for each conversation: {@code {"id", "title", "owner", "model", "system",
     * "metadata", "messages": [{"role", "name", "content", "tool_calls", "tool_call_id", "metadata", ...}]}} with what is
     * there of it. {@link HistoryImport#chatCompletions} reads it.
     *
     * <p>A message has the keys of chat-completion APIs, with the role, the name and the content as they came from an import
     * and as they are now if they were edited since. All other metadata is in its object {@code metadata}. There is also
     * {@code chatstore.parent}: the number of the message that this one follows, 0 for none, if that is not the one
     * before it; the import makes branches of it again. Message ids, attachments, revisions, token counts and times have no place in this form.
     */
    public HistoryExport asChatCompletions() {
        return as(ExportFormat.CHAT_COMPLETIONS);
    }

    /**
     * Returns this export as one page of HTML that reads like a chat, on a screen, in the dark and on paper. It has no
     * script and loads nothing. What users wrote is shown as it is: never as markup, and with characters that would hide or
     * reverse other text as {@code [U+202E]}. Attachments are links if they are {@code http} or {@code https} addresses,
     * else names. Metadata other than the calls of tools is left out.
     */
    public HistoryExport asHtml() {
        return as(ExportFormat.HTML);
    }

    /** Returns this export as Markdown, with the content of {@link #asHtml}. What users wrote is escaped. */
    public HistoryExport asMarkdown() {
        return as(ExportFormat.MARKDOWN);
    }

    /**
     * Returns this export as CSV by RFC 4180 (commas, CR LF, quotation marks doubled), with a header and one record for each
     * message: {@code tenant}, {@code conversation}, {@code sequence}, {@code parent}, {@code id}, {@code role}, {@code
     * author}, {@code said}, {@code created}, {@code edited}, {@code redacted}, {@code revision}, {@code tokens}, {@code
     * text}, {@code attachments} and {@code metadata}. Times are in ISO 8601, the last two columns in JSON.
     *
     * <p>A text, name or id that a spreadsheet would take for a formula, since it begins with {@code =}, {@code +}, {@code
     * -}, {@code @}, a tab or a line break, has an apostrophe before it. A program that needs the exact text reads another
     * form.
     */
    public HistoryExport asCsv() {
        return as(ExportFormat.CSV);
    }

    private HistoryExport as(ExportFormat format) {
        return new HistoryExport(chats, format, view, newestPath, progress);
    }

    /** Returns this export with times and days in that zone. The default is UTC. */
    public HistoryExport inZone(ZoneId zone) {
        ExportView in = new ExportView(Argument.required("zone", zone), view.locale());
        return new HistoryExport(chats, format, in, newestPath, progress);
    }

    /**
     * Returns this export with the names of days in the language and the form of that locale. The default is English; all
     * other words are English always.
     */
    public HistoryExport inLocale(Locale locale) {
        ExportView in = new ExportView(view.zone(), Argument.required("locale", locale));
        return new HistoryExport(chats, format, in, newestPath, progress);
    }

    /**
     * Returns this export of the path to each conversation's newest message alone, without other branches. It reads each
     * conversation twice.
     */
    public HistoryExport onlyNewestPath() {
        return new HistoryExport(chats, format, view, true, progress);
    }

    /**
     * Returns this export with a listener that receives the number of conversations written so far, after each of them, in
     * the thread that exports. What it throws ends the export.
     */
    public HistoryExport onProgress(LongConsumer listener) {
        return new HistoryExport(chats, format, view, newestPath, Argument.required("listener", listener));
    }

    /**
     * Writes what a query finds, over all its pages, in its order, and returns how much that was.
     *
     * <p>The file is complete, or as it was before if the export fails, also over a crash: the export writes to a file next
     * to it, whose name is that of the target with a random number and {@code .part}. It takes its place once it is on the
     * disk, and is removed on failure. A new file can be read and written by its owner alone where the file system knows owners; one that is
     * replaced keeps its permissions. A symbolic link is followed. What is neither a file nor a folder, such as a pipe or a
     * device, is written to as it is.
     *
     * @throws IOException if the file cannot be written, is a folder, or its folder does not exist
     */
    public ExportReport write(ConversationQuery query, Path file) throws IOException {
        Argument.required("query", query);
        return OwnersFile.write(Argument.required("file", file), out -> write(query, out));
    }

    /**
     * Writes what a query finds, over all its pages, in its order, and returns how much that was. The stream stays open.
     *
     * @throws IOException if the stream cannot be written to
     */
    public ExportReport write(ConversationQuery query, OutputStream out) throws IOException {
        AuditSubject subject =
                AuditSubject.ofQuery(Argument.required("query", query).tenant(), query.owner());
        return AuditLog.of(chats)
                .during(
                        AuditAction.EXPORT,
                        subject,
                        format.name(),
                        () -> writeRecorded(query, out),
                        ExportReport::amounts);
    }

    private ExportReport writeRecorded(ConversationQuery query, OutputStream out) throws IOException {
        @Nullable ConversationQuery next = query;
        ExportRun run = run(out);
        while (next != null) {
            Page<Conversation> page = chats.list(next);
            page.unreadable().forEach(run::leaveOut);
            for (Conversation conversation : page.items()) {
                run.write(conversation);
            }
            next = page.next() == null ? null : next.from(page.next());
        }
        return run.end();
    }

    /**
     * Writes one conversation to a file, as {@link #write(ConversationQuery, Path)} does. Without the conversation the file
     * has none.
     *
     * @throws IOException if the file cannot be written, is a folder, or its folder does not exist
     */
    public ExportReport write(ConversationId id, Path file) throws IOException {
        List<ConversationId> ids = List.of(Argument.required("id", id));
        return OwnersFile.write(Argument.required("file", file), out -> write(ids.iterator(), out));
    }

    /**
     * Writes the conversations of some ids to a file, as {@link #write(ConversationQuery, Path)} does, in that order. Those
     * that do not exist are skipped.
     *
     * @throws IOException if the file cannot be written, is a folder, or its folder does not exist
     */
    public ExportReport write(Iterator<ConversationId> ids, Path file) throws IOException {
        Argument.required("ids", ids);
        return OwnersFile.write(Argument.required("file", file), out -> write(ids, out));
    }

    /**
     * Writes the conversations of some ids, in that order, and returns how much that was. Those that are not there are
     * skipped. The stream stays open.
     *
     * @throws IOException if the stream cannot be written to
     */
    public ExportReport write(Iterator<ConversationId> ids, OutputStream out) throws IOException {
        Argument.required("ids", ids);
        ExportRun run = run(out);
        while (ids.hasNext()) {
            Optional<Conversation> conversation = Optional.empty();
            try {
                ConversationId id = Pseudonyms.in(chats).of(ids.next());
                AuditLog.of(chats).record(AuditAction.EXPORT, AuditSubject.of(id), Map.of());
                conversation = chats.find(id);
            } catch (CorruptDataException e) {
                run.leaveOut(e);
            }
            if (conversation.isPresent()) {
                run.write(conversation.get());
            }
        }
        return run.end();
    }

    private ExportRun run(OutputStream out) throws IOException {
        return new ExportRun(chats, format.open(Argument.required("out", out), view), newestPath, progress);
    }
}
