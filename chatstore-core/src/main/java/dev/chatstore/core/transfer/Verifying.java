package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the conversations of a source with those of a store, both in their order. */
final class Verifying implements AnsweredReading.Handler {
    private static final int PAGE = 100;

    private final ChatStore chats;
    private final String origin;
    private final @Nullable ConversationLoader limits;
    private final List<ImportReport.Skip> places = new ArrayList<>();
    private long conversations;
    private long equal;
    private long missing;
    private long different;

    Verifying(ChatStore chats, String origin, @Nullable ConversationLoader limits) {
        this.chats = chats.latest();
        this.origin = origin;
        this.limits = limits;
    }

    VerifyReport report() {
        return new VerifyReport(conversations, equal, missing, different, places);
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        conversations++;
        conversation.messages().read(new IdentifiedMessages(id, origin, limits, new Comparison(id)));
    }

    @Override
    public void skip(Place place, Refused reason) {
        // What is not imported is not compared.
    }

    /** Walks through the stored messages next to the source's. */
    private final class Comparison implements IdentifiedMessages.Receiver {
        private final ConversationId id;
        private final Deque<Message> stored = new ArrayDeque<>();
        private long last;
        private boolean ended;

        Comparison(ConversationId id) {
            this.id = id;
        }

        @Override
        public void message(ImportEntry entry) {
            NewMessage expected = entry.message();
            Message found = isStored(expected) ? next(expected) : null;
            if (found == null) {
                missing++;
                note(entry.place(), "is not stored, or not in the source's order");
            } else if (isEqual(found, expected)) {
                equal++;
            } else {
                different++;
                note(entry.place(), "is stored with another role, text or time");
            }
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
                List<Message> page = chats.history(id, Slice.after(last, PAGE));
                ended = page.size() < PAGE;
                stored.addAll(page);
                last = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
            }
            return stored.peek();
        }
    }

    private static boolean isEqual(Message stored, NewMessage expected) {
        return stored.role() == expected.role()
                && stored.text().equals(expected.text())
                && (expected.said() == null
                        || stored.said().equals(expected.said().truncatedTo(ChronoUnit.MICROS)));
    }

    private void note(Place place, String reason) {
        if (places.size() < ImportReport.MAX_SKIPS) {
            places.add(new ImportReport.Skip(
                    place.file(),
                    place.region().line(),
                    place.region().column(),
                    place.conversation(),
                    place.message(),
                    reason));
        }
    }
}
