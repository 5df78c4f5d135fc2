package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.core.completion.PlainJson;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.load.NewConversation;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.PlainValues;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about to store, written into the same store before it is stored: an undo finds all of it, in another process
 * and after a crash. A run's log is a conversation under a tenant of its own, whose messages each name some conversations.
 */
final class RunLog {
    static final String TENANT = HistoryImport.LOG_TENANT;

    /** Keeps a message of the log well below the limit of a text. */
    private static final int NAMES_PER_MESSAGE = 500;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ChatStore chats;
    private final @Nullable ConversationId run;
    private final Profile profile;
    private static final int MET = 1;
    private static final int CREATED = 2;

    private final LongMap states = new LongMap();
    private boolean written;
    private boolean stored;

    private RunLog(ChatStore chats, @Nullable ConversationId run, Profile profile) {
        this.chats = chats;
        this.run = run;
        this.profile = profile;
    }

    /**
     * Returns the log of a run.
     *
     * @param run the run's id
     * @param tenant the tenant of the conversations that it brings in
     * @param format the name of the format
     * @param source the name of the file or folder, or empty
     */
    static RunLog of(ChatStore chats, String run, String tenant, String format, String source) {
        Map<String, Object> about = Map.of("tenant", tenant, "format", format, "source", NewMessage.clean(source));
        Profile profile = Profile.EMPTY.withTitle("Import").withMetadata(about);
        return new RunLog(chats, id(run), profile);
    }

    /** Returns the log of a run that stores nothing. */
    static RunLog dry(ChatStore chats) {
        return new RunLog(chats, null, Profile.EMPTY);
    }

    static ConversationId id(String run) {
        return ConversationId.of(TENANT, run);
    }

    /** Notes what the run has done. The log of one that has stored nothing is deleted. */
    void ended(ImportReport report) {
        if (run == null || !written) {
            return;
        }
        if (!stored) {
            chats.delete(run);
        } else {
            Map<String, @Nullable Object> about = new LinkedHashMap<>(profile.metadata());
            about.put("conversations", report.conversations());
            about.put("added", report.added());
            about.put("skipped", report.skipped());
            chats.patch(ConversationPatch.of(run).withMetadata(about));
        }
    }

    /** Returns the newest runs of which a store has a log, the newest first. */
    static List<ImportRun> runs(ChatStore chats) {
        ConversationQuery query = ConversationQuery.ofTenant(TENANT)
                .withOrder(ConversationQuery.Order.CREATED)
                .withLimit(ConversationQuery.MAX_LIMIT);
        return chats.latest().list(query).items().stream().map(RunLog::run).toList();
    }

    private static ImportRun run(Conversation log) {
        Profile about = log.profile();
        return new ImportRun(
                log.id().value(),
                log.created(),
                about.metadata("tenant", String.class).orElse(ConversationId.DEFAULT_TENANT),
                about.metadata("source", String.class).orElse(""),
                about.metadata("format", String.class).orElse(""),
                about.metadata("added", Long.class).isPresent(),
                about.metadata("conversations", Long.class).orElse(0L),
                about.metadata("added", Long.class).orElse(0L),
                about.metadata("skipped", Long.class).orElse(0L));
    }

    boolean isDry() {
        return run == null;
    }

    /** How a run touches a conversation. */
    enum Kind {
        /** The run creates it, with its first messages. */
        NEW,
        /** The run created it, and appends further messages. */
        MORE,
        /** It existed before, and the run appends messages. */
        GROWN,
        /** It existed before, though the run took it for a new one. */
        EXISTED,
        /** It is in the source again: the run created it, and took it for a new one once more. */
        AGAIN
    }

    /**
     * Messages of one conversation that a run is about to store together.
     *
     * @param value the conversation's id within its tenant
     * @param count the number of messages
     * @param digest the digest of their ids
     * @param announced when that was written, by the clock that the conversation's own time would be of
     */
    record Part(Kind kind, String value, long count, String digest, Instant announced) {}

    void loading(List<NewConversation> conversations) {
        write(Kind.NEW, conversations);
    }

    private void write(Kind kind, List<NewConversation> conversations) {
        for (int from = 0; from < conversations.size(); from += NAMES_PER_MESSAGE) {
            int to = Math.min(conversations.size(), from + NAMES_PER_MESSAGE);
            write(conversations.subList(from, to).stream()
                    .map(each -> row(kind, each.id(), each.entries()))
                    .toList());
        }
    }

    /** Notes conversations that were announced as new and turned out to exist. */
    void existed(List<NewConversation> conversations) {
        write(
                Kind.EXISTED,
                conversations.stream().filter(each -> !isOurs(each.id())).toList());
        write(
                Kind.AGAIN,
                conversations.stream().filter(each -> isOurs(each.id())).toList());
    }

    /** Notes that the run has created a conversation. */
    void created(ConversationId id) {
        stored = true;
        states.put(Digest.of(id.value()), CREATED);
    }

    /** Notes that the source has a conversation, and returns whether it had it before. */
    boolean meet(ConversationId id) {
        long key = Digest.of(id.value());
        boolean again = states.get(key) > 0;
        if (!again) {
            states.put(key, MET);
        }
        return again;
    }

    /** Returns whether the run has created a conversation. */
    boolean isOurs(ConversationId id) {
        return states.get(Digest.of(id.value())) == CREATED;
    }

    void appending(ConversationId id, List<ImportEntry> entries) {
        stored = true;
        write(List.of(row(isOurs(id) ? Kind.MORE : Kind.GROWN, id, entries)));
    }

    private static List<@Nullable Object> row(Kind kind, ConversationId id, List<ImportEntry> entries) {
        String digest = digest(entries, entry -> String.valueOf(entry.message().id()));
        return List.of(kind.name(), id.value(), (long) entries.size(), digest);
    }

    /** Returns the digest of the ids of some messages. */
    static <T> String digest(List<T> messages, Function<T, String> id) {
        Digest digest = new Digest();
        messages.forEach(message -> digest.add(id.apply(message)));
        return HexFormat.of().toHexDigits(Digest.first(digest.bytes()));
    }

    private void write(List<List<@Nullable Object>> rows) {
        if (run == null || rows.isEmpty()) {
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            PlainJson.write(generator, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            chats.append(Append.of(run, NewMessage.system(text.toString())).withProfile(profile));
            written = true;
        } catch (LimitExceededException e) {
            if (rows.size() == 1 || !e.limit().startsWith("limits.")) {
                throw e;
            }
            write(rows.subList(0, rows.size() / 2));
            write(rows.subList(rows.size() / 2, rows.size()));
        }
    }

    /** Returns the parts that a message of a log names. */
    static List<Part> read(Message message) {
        try (JsonParser parser = FACTORY.createParser(message.text())) {
            parser.nextToken();
            List<Part> parts = new ArrayList<>();
            if (PlainValues.read(parser) instanceof List<?> rows) {
                for (Object row : rows) {
                    List<?> columns = (List<?>) row;
                    parts.add(new Part(
                            Kind.valueOf((String) columns.get(0)),
                            (String) columns.get(1),
                            ((Number) columns.get(2)).longValue(),
                            (String) columns.get(3),
                            message.created()));
                }
            }
            return parts;
        } catch (IOException | Refused | RuntimeException e) {
            throw CorruptDataException.ofStorage("the log of an import cannot be read", null);
        }
    }
}
