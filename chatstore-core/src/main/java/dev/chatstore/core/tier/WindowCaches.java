package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the tiered stores of one process share.
 *
 * @param near the windows of this process; with room for none where it is to hold none
 * @param nearCounters what becomes of reads there
 * @param far the windows that processes share
 * @param farCounters what becomes of reads there
 * @param floors what this process has moved past
 * @param flights what is being loaded
 * @param inFlight what is being written
 * @param outbox what it has to tell the others
 * @param messages how many messages a window has at most
 * @param nanos the time that windows age by
 */
// Ten components: the parts of one machine, put together in one place.
record WindowCaches(
        CaffeineWindows near,
        TierCounters nearCounters,
        SharedWindows far,
        TierCounters farCounters,
        LastChangeTimes floors,
        SingleLoads flights,
        OpenWrites inFlight,
        UnsentChanges outbox,
        int messages,
        LongSupplier nanos) {
    /** Brings in a change that this process has committed. */
    void committed(Change change) {
        long madeAt = inFlight.oldest(change.conversation());
        // First, so that whoever has seen the change does not join who has read before it.
        flights.close(change.conversation());
        near.commit(change, madeAt);
        outbox.tell(change, madeAt);
    }

    /** Brings in a change that another process has committed. */
    void heard(Change change) {
        flights.close(change.conversation());
        near.hear(change);
    }

    /** Forgets a conversation that may have changed, here and, with the next flush, in the shared cache. */
    void doubt(ConversationId id) {
        forget(id);
        outbox.doubt(id);
    }

    /**
     * Takes note that a version is about to be shown. If this process does not keep that, it may keep or be about to keep an
     * older one, which nobody may be shown after this.
     */
    void shown(ConversationId id, long version, boolean kept) {
        if (!kept && !near.hasAtLeast(id, version)) {
            forget(id);
        }
    }

    /** Returns messages that were read past the caches, which may have what the caches are not told of yet. */
    List<Message> passed(ConversationId id, List<Message> messages) {
        if (!messages.isEmpty()) {
            shown(id, messages.get(messages.size() - 1).version(), false);
        }
        return messages;
    }

    /** Returns a message that was read past the caches, if there was one. */
    Optional<Message> passed(ConversationId id, Optional<Message> message) {
        message.ifPresent(found -> shown(id, found.version(), false));
        return message;
    }

    /** Forgets what this process holds of a conversation, and believes nothing older of it. */
    void forget(ConversationId id) {
        floors.moved(id);
        flights.close(id);
        near.drop(List.of(id));
    }

    long now() {
        return nanos.getAsLong();
    }
}
