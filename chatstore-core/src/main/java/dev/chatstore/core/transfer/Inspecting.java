package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.transfer.identity.IdentifiedMessages;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.identity.MessageNaming;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a source to its end, and counts what it holds. */
final class Inspecting implements AnsweredReading.Handler, IdentifiedMessages.Receiver {
    private final Map<String, Long> roles = new LinkedHashMap<>();
    private final Map<String, Long> passedOver = new LinkedHashMap<>();
    private final AnsweredReading reading;
    private @Nullable Instant earliest;
    private @Nullable Instant latest;
    private long conversations;
    private long messages;
    private long skipped;

    private final Progress progress;

    private Inspecting(SourceFiles files, ImportOptions options, Progress progress) {
        this.progress = progress;
        reading = new AnsweredReading(files, options, ConversationId.DEFAULT_TENANT, Pseudonyms.NONE, this);
    }

    static Inspection of(SourceFiles files, Recognition recognized, ImportOptions options, Progress progress)
            throws IOException {
        Inspecting inspecting = new Inspecting(files, options, progress);
        inspecting.reading.read(recognized);
        inspecting.checkAssistants();
        return inspecting.inspection(recognized);
    }

    /** Returns what a source leaves open, as far as it can be read. */
    static List<Question> questions(SourceFiles files, Recognition recognized, ImportOptions options, Progress progress)
            throws IOException {
        Inspecting inspecting = new Inspecting(files, options, progress);
        try {
            inspecting.reading.read(recognized);
            inspecting.checkAssistants();
        } catch (BrokenSource e) {
            // The run says so, after it has brought in what comes before.
            return inspecting.reading.questions().encoding(recognized.files()).list();
        }
        return inspecting.reading.questions().encoding(recognized.files()).list();
    }

    /** Checks the names unless there is nobody yet, as in a table that has only its columns. */
    private void checkAssistants() {
        if (messages > 0) {
            reading.checkAssistants();
        }
    }

    private Inspection inspection(Recognition recognized) throws IOException {
        return new Inspection(
                recognized.format().name(),
                recognized.version(),
                recognized.certain(),
                recognized.files().size(),
                conversations,
                messages,
                earliest,
                latest,
                roles,
                passedOver,
                skipped,
                reading.questions().encoding(recognized.files()).list(),
                List.copyOf(reading.senders()));
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        conversations++;
        conversation.messages().read(new IdentifiedMessages(id, new MessageNaming("", Pseudonyms.NONE), null, this));
    }

    @Override
    public void message(ImportEntry entry) {
        progress.read(entry.place());
        messages++;
        roles.merge(entry.message().role().label(), 1L, Long::sum);
        reading.questions().message(entry);
        Instant said = entry.message().said();
        if (said != null) {
            earliest = earliest == null || said.isBefore(earliest) ? said : earliest;
            latest = latest == null || said.isAfter(latest) ? said : latest;
        }
    }

    @Override
    public void skip(Place place, Refused reason) {
        skipped++;
    }

    @Override
    public void passOver(String kind) {
        passedOver.merge(kind, 1L, Long::sum);
    }

    @Override
    public void unknownRole(Place place, String role) {
        skipped++;
        reading.questions().unknownRole(role);
    }
}
