package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFiles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Answers what a source leaves open, and hands its conversations on under their ids. */
final class AnsweredReading implements SourceReading {
    private final SourceFiles files;
    private final ImportOptions options;
    private final OpenQuestions questions = new OpenQuestions();
    private final String tenant;
    private final Handler handler;

    AnsweredReading(SourceFiles files, ImportOptions options, String tenant, Handler handler) {
        this.files = files;
        this.options = options;
        this.tenant = tenant;
        this.handler = handler;
    }

    /** Does something with each conversation of a source. */
    interface Handler {
        void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused;

        void skip(Place place, Refused reason);

        default void passOver(String kind) {
            // Of no matter to who compares conversations.
        }
    }

    OpenQuestions questions() {
        return questions;
    }

    @Override
    public SourceFiles files() {
        return files;
    }

    @Override
    public void conversation(SourceConversation conversation) throws IOException {
        Place place = conversation.place();
        try {
            ConversationId id = id(conversation.id());
            place = place.in(id);
            handler.conversation(id, conversation);
        } catch (Refused e) {
            handler.skip(place, e);
        }
    }

    private ConversationId id(String value) throws Refused {
        try {
            return ConversationId.of(tenant, value);
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    @Override
    public void skip(String conversation, Place place, Refused reason) {
        try {
            handler.skip(place.in(id(conversation)), reason);
        } catch (Refused e) {
            handler.skip(place, e);
        }
    }

    @Override
    public void skip(Place place, Refused reason) {
        handler.skip(place, reason);
    }

    @Override
    public void passOver(String kind) {
        handler.passOver(kind);
    }

    @Override
    public @Nullable Role roleOf(String sender) {
        return options.roles().get(sender);
    }

    @Override
    public @Nullable Instant instantOf(LocalDateTime local) {
        if (options.zone() == null) {
            questions.zone();
            return null;
        }
        return local.atZone(options.zone()).toInstant();
    }

    @Override
    public boolean dayComesFirst() {
        if (options.dayFirst() == null) {
            questions.dateOrder();
            return true;
        }
        return options.dayFirst();
    }

    @Override
    public boolean activePathOnly() {
        questions.branches();
        return options.activePathOnly();
    }
}
