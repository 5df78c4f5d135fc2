package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceFiles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a source leaves open, and hands its conversations on under their ids. */
final class AnsweredReading implements SourceReading {
    private final SourceFiles files;
    private final ImportOptions options;
    private final OpenQuestions questions = new OpenQuestions();
    private final String tenant;
    private final Pseudonyms pseudonyms;
    private final Handler handler;
    private final Set<String> broken = new HashSet<>();
    private final Set<String> senders = new LinkedHashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private boolean several;
    private @Nullable String only;

    /** Creates a reading that hands on the stored forms of ids. */
    AnsweredReading(SourceFiles files, ImportOptions options, String tenant, Pseudonyms pseudonyms, Handler handler) {
        this.pseudonyms = pseudonyms;
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

    /**
     * Reads a source. In one that was recognized, files that break and files that were not read are noted as well.
     *
     * @throws BrokenSource if a file breaks off or stops being what it is; what could be read was given to the handler
     */
    void read(Recognition recognized) throws IOException {
        several = recognized.files().size() > 1;
        recognized.format().read(recognized.files(), this);
        if (recognized.given()) {
            return;
        }
        for (SourceFile file : recognized.files()) {
            BrokenSource met = file.broken();
            if (met != null && !(several && file.isBreakReported())) {
                broken(met);
            }
        }
        recognized.notRead().forEach(file -> handler.passOver("file of data that was not recognized"));
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
            ConversationId id = id(named(conversation.id()));
            place = place.in(id);
            handler.conversation(id, conversation);
        } catch (Refused e) {
            handler.skip(place, e);
        }
    }

    /** Returns the id that the operator gave to the only conversation, or the source's own. */
    private String named(String given) {
        String chosen = options.conversation();
        if (chosen == null) {
            return given;
        }
        if (only == null) {
            only = given;
        } else if (!only.equals(given)) {
            throw new InvalidInputException(
                    "options.conversation", "must not be given for a source of several conversations", chosen.length());
        }
        return chosen;
    }

    private ConversationId id(String value) throws Refused {
        try {
            return pseudonyms.of(ConversationId.of(tenant, value));
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
    public void broken(BrokenSource met) throws BrokenSource {
        if (!several) {
            throw met;
        }
        if (broken.add(met.place().file())) {
            handler.skip(met.place(), met.reason());
        }
    }

    @Override
    public void passOver(String kind) {
        handler.passOver(kind);
    }

    @Override
    public @Nullable Role roleOf(String sender) {
        if (senders.size() < Inspection.MAX_SENDERS) {
            senders.add(sender);
        }
        Role role = options.roles().get(sender);
        if (role != null) {
            assigned.add(sender);
        }
        return role;
    }

    /** Returns the names for which a role was looked for, as far as they are listed. */
    Set<String> senders() {
        return senders;
    }

    /**
     * Refuses an assistant whose name no sender of the source has: all messages would be those of users.
     *
     * @throws InvalidInputException if there is such a name. The error names nobody
     */
    void checkAssistants() {
        long unknown = options.roles().entrySet().stream()
                .filter(each -> each.getValue() == Role.ASSISTANT && !assigned.contains(each.getKey()))
                .count();
        if (unknown > 0) {
            throw new InvalidInputException(
                    "options.roles",
                    "must name senders of the source as the assistant; " + unknown
                            + " of the names are of none of them:" + " an inspection without roles lists the senders",
                    0);
        }
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
