package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
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

    private Inspecting(SourceFiles files, ImportOptions options) {
        reading = new AnsweredReading(files, options, ConversationId.DEFAULT_TENANT, this);
    }

    static Inspection of(SourceFiles files, Recognition recognized, ImportOptions options) throws IOException {
        Inspecting inspecting = new Inspecting(files, options);
        recognized.format().read(recognized.files(), inspecting.reading);
        return inspecting.inspection(recognized);
    }

    /** Returns what a source leaves open. One that breaks off is read as far as it goes. */
    static List<Question> questions(SourceFiles files, Recognition recognized, ImportOptions options)
            throws IOException {
        Inspecting inspecting = new Inspecting(files, options);
        try {
            recognized.format().read(recognized.files(), inspecting.reading);
        } catch (BrokenSource e) {
            // The run meets the same break, and imports what comes before it.
        }
        return inspecting.reading.questions().encoding(recognized.files()).list();
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
                reading.questions().encoding(recognized.files()).list());
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        conversations++;
        conversation.messages().read(new IdentifiedMessages(id, "", null, this));
    }

    @Override
    public void message(ImportEntry entry) {
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
