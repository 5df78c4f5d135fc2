package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Hands what is read to a delivery, and knows how far the reading is. */
final class Delivering implements AnsweredReading.Handler, IdentifiedMessages.Receiver {
    private final Delivery delivery;
    private final Tally tally;
    private final String origin;
    private final @Nullable ConversationLoader limits;
    private final BooleanSupplier cancelled;
    private final Map<String, Long> offsets = new HashMap<>();
    private long bytesRead;

    Delivering(
            Delivery delivery,
            Tally tally,
            String origin,
            @Nullable ConversationLoader limits,
            BooleanSupplier cancelled,
            SourceFiles files) {
        this.delivery = delivery;
        this.tally = tally;
        this.origin = origin;
        this.limits = limits;
        this.cancelled = cancelled;
        files.files().forEach(file -> offsets.put(file.name(), file.offset()));
    }

    /** Ends a run between two messages. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("the import was cancelled", null, false, false);
        }
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
        delivery.deliver(
                id,
                conversation.profile(),
                receiver -> conversation.messages().read(new IdentifiedMessages(id, origin, limits, receiver)),
                this);
    }

    @Override
    public void message(ImportEntry entry) {
        // A conversation that is small enough is stored whole or not at all.
        if (delivery.isWithinConversation() && cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
        long offset = offsets.getOrDefault(entry.place().file(), 0L);
        bytesRead = Math.max(bytesRead, offset + entry.place().region().to());
    }

    @Override
    public void skip(Place place, Refused reason) {
        tally.skip(place, reason);
    }

    @Override
    public void passOver(String kind) {
        tally.passOver(kind);
    }
}
