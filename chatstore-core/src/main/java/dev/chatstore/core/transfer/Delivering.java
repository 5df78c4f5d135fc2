package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.transfer.identity.IdentifiedMessages;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.identity.MessageNaming;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands what is read to a delivery, until the reading is cancelled. */
final class Delivering implements AnsweredReading.Handler, IdentifiedMessages.Receiver {
    private final Delivery delivery;
    private final Tally tally;
    private final MessageNaming naming;
    private final @Nullable ConversationLoader limits;
    private final Progress progress;

    Delivering(
            Delivery delivery,
            Tally tally,
            MessageNaming naming,
            @Nullable ConversationLoader limits,
            Progress progress) {
        this.delivery = delivery;
        this.tally = tally;
        this.naming = naming;
        this.limits = limits;
        this.progress = progress;
    }

    @Override
    public void conversation(ConversationId id, SourceConversation conversation) throws IOException, Refused {
        progress.checkCancelled();
        delivery.deliver(
                id,
                conversation.profile(),
                receiver -> conversation.messages().read(new IdentifiedMessages(id, naming, limits, receiver)),
                this);
    }

    @Override
    public void message(ImportEntry entry) {
        // A conversation that is small enough is stored whole or not at all.
        if (delivery.isWithinConversation()) {
            progress.checkCancelled();
        }
        progress.met(entry.place());
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
