package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.TextPages;
import dev.chatstore.core.transfer.identity.IdentifiedMessages;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.identity.MessageNaming;
import dev.chatstore.core.transfer.identity.SourceOrder;
import dev.chatstore.core.transfer.identity.StoredOrder;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongList;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the conversations of a source with those of a store, both in their order. */
final class Verifying implements AnsweredReading.Handler {
    private final ChatStore chats;
    private final TextPages pages;
    private final MessageNaming naming;
    private final @Nullable ConversationLoader limits;
    private final Progress progress;
    private final List<ImportReport.Skip> places = new ArrayList<>();
    private final LongMap met = new LongMap();
    private long conversations;
    private long equal;
    private long missing;
    private long different;
    private long skipped;

    Verifying(ChatStore chats, MessageNaming naming, @Nullable ConversationLoader limits, Progress progress) {
        this.progress = progress;
        this.chats = chats.latest();
        pages = new TextPages(this.chats);
        this.naming = naming;
        this.limits = limits;
    }

    VerifyReport report() {
        return new VerifyReport(conversations, equal, missing, different, skipped, places);
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        long key = Digest.of(id.value());
        boolean again = met.get(key) > 0;
        met.put(key, 1);
        SourceOrder order = new SourceOrder();
        read(id, conversation, order::add);
        LongMap counts = order.areMade() ? StoredOrder.counts(chats, id, order, again) : new LongMap();
        conversations++;
        Comparison comparison = new Comparison(id, counts);
        read(id, conversation, comparison);
    }

    private void read(ConversationId id, SourceConversation conversation, IdentifiedMessages.Receiver receiver)
            throws IOException, Refused {
        conversation.messages().read(new IdentifiedMessages(id, naming, limits, receiver));
    }

    @Override
    public void skip(Place place, Refused reason) {
        skipped++;
        note(place, reason.placeOr(place.region()), reason.reason());
    }

    /** Walks through the stored messages next to the source's. */
    private final class Comparison implements IdentifiedMessages.Receiver {
        private final ConversationId id;
        private final LongMap counts;
        private final Deque<Message> stored = new ArrayDeque<>();
        private final LongList sequences = new LongList();
        private long last;
        private boolean ended;

        Comparison(ConversationId id, LongMap counts) {
            this.id = id;
            this.counts = counts;
        }

        @Override
        public void skip(Place place, Refused reason) {
            Verifying.this.skip(place, reason);
        }

        @Override
        public void message(ImportEntry given) {
            progress.read(given.place());
            ImportEntry entry = given.countedOn(counts);
            NewMessage expected = entry.message();
            Message found = isStored(expected) ? next(expected) : null;
            if (found == null) {
                missing++;
                note(entry.place(), "is not stored, or not in the source's order");
            } else if (isEqual(found, expected) && isBehind(found, entry)) {
                equal++;
            } else {
                different++;
                note(
                        entry.place(),
                        "is stored with another role, author, text, time or attachments, or follows another");
            }
            sequences.add(found == null ? 0 : found.sequence());
        }

        /** Returns whether a message follows the one that it follows in the source, if that is stored. */
        private boolean isBehind(Message found, ImportEntry entry) {
            long parent = entry.parent() > 0 ? sequences.get(entry.parent() - 1) : 0;
            boolean known = entry.parent() == 0 || parent > 0;
            return !known || found.parent() == parent;
        }

        /** Returns whether a message is worth walking to: that of one which is not there would pass over all others. */
        private boolean isStored(NewMessage expected) {
            Message first = peek();
            return (first != null && String.valueOf(expected.id()).equals(first.id()))
                    || chats.find(id, String.valueOf(expected.id()))
                            .filter(message -> message.sequence() > last - stored.size())
                            .isPresent();
        }

        private @Nullable Message next(NewMessage expected) {
            Message message = peek();
            while (message != null) {
                stored.remove();
                if (String.valueOf(expected.id()).equals(message.id())) {
                    return message;
                }
                message = peek();
            }
            return null;
        }

        private @Nullable Message peek() {
            if (stored.isEmpty() && !ended) {
                List<Message> page = pages.read(id, last + 1, Long.MAX_VALUE);
                ended = page.isEmpty();
                stored.addAll(page);
                last = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
            }
            return stored.peek();
        }
    }

    private static boolean isEqual(Message stored, NewMessage expected) {
        return stored.role() == expected.role()
                && Objects.equals(stored.author(), expected.author())
                && stored.attachments().equals(expected.attachments())
                && stored.text().equals(expected.text())
                && (expected.said() == null
                        || stored.said().equals(expected.said().truncatedTo(ChronoUnit.MICROS)));
    }

    private void note(Place place, String reason) {
        note(place, place.region(), reason);
    }

    private void note(Place place, Region at, String reason) {
        if (places.size() < ImportReport.MAX_SKIPS) {
            places.add(new ImportReport.Skip(
                    place.file(), at.line(), at.column(), place.conversation(), place.message(), reason));
        }
    }
}
