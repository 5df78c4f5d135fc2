package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.load.NewConversation;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Counts what an import does. */
final class Tally {
    private final String run;
    private final String format;
    private final Consumer<ImportReport> listener;
    private final List<ImportReport.Skip> skips = new ArrayList<>();
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private final Map<String, Long> passedOver = new LinkedHashMap<>();
    private final Set<ConversationId> touched = new LinkedHashSet<>();
    private long conversations;
    private long added;
    private long alreadyThere;
    private long skipped;
    private boolean cancelled;

    Tally(String run, String format, Consumer<ImportReport> listener) {
        this.run = run;
        this.format = format;
        this.listener = listener;
    }

    void conversation() {
        conversations++;
    }

    void added(ConversationId id, List<ImportEntry> entries) {
        added += entries.size();
        touch(id);
        for (ImportEntry entry : entries) {
            entry.losses().forEach(reason -> count(changed, reason));
        }
    }

    void created(NewConversation conversation) {
        touch(conversation.id());
        changed(conversation.fitting().loss());
    }

    /** Counts a reason for which something says less than the source, if there is one. */
    void changed(String reason) {
        if (!reason.isEmpty()) {
            count(changed, reason);
        }
    }

    void touch(ConversationId id) {
        if (touched.size() < ImportReport.MAX_TOUCHED) {
            touched.add(id);
        }
    }

    void alreadyThere(int messages) {
        alreadyThere += messages;
    }

    void passOver(String kind) {
        count(passedOver, kind);
    }

    private static void count(Map<String, Long> counts, String reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    void skip(Place place, Refused refused) {
        skip(place, refused.placeOr(place.region()), refused.reason());
    }

    void skip(Place place, String reason) {
        skip(place, place.region(), reason);
    }

    private void skip(Place place, Region at, String reason) {
        skipped++;
        if (skips.size() < ImportReport.MAX_SKIPS) {
            skips.add(new ImportReport.Skip(
                    place.file(), at.line(), at.column(), place.conversation(), place.message(), reason));
        }
    }

    void cancelled() {
        cancelled = true;
    }

    void progress() {
        listener.accept(report());
    }

    ImportReport report() {
        return new ImportReport(
                run,
                format,
                conversations,
                added,
                alreadyThere,
                skipped,
                skips,
                changed,
                passedOver,
                List.copyOf(touched),
                cancelled);
    }

    /** Returns the error of a file that cannot be read on from a place. */
    CorruptDataException broken(Place place, Refused refused) {
        Region at = refused.placeOr(place.region());
        String message = place.file() + " " + refused.reason() + " at line " + at.line() + ", column " + at.column()
                + "; so far: " + report().summary();
        return CorruptDataException.ofStorage(message, null);
    }
}
