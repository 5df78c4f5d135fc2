package dev.chatstore.core.transfer.identity;

import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into a store.
 *
 * @param ordinal its place among the messages of its conversation that are brought in, from 1
 * @param message the message with its id and without its parent
 * @param parent the ordinal of the message that it follows, 0 for the conversation's start, {@link #PREVIOUS} for the one
 *     before it
 * @param elsewhere the id of the message that it follows if that is not in this source, or null
 * @param place where it is in the source
 * @param changes what the source says and the model cannot
 */
// Six components: what a message says, what it follows, and what a report says about it.
public record ImportEntry(
        int ordinal,
        NewMessage message,
        int parent,
        @Nullable String elsewhere,
        Place place,
        List<String> changes) {
    /** The parent of what follows the message before it. */
    public static final int PREVIOUS = -1;

    /** Returns how many bytes it has in the source. */
    public long bytes() {
        return place.region().length();
    }

    /** Returns the message's id. */
    public String id() {
        return Objects.requireNonNull(message.id());
    }

    /** Returns whether it follows the message before it in the source. */
    public boolean followsPrevious() {
        return parent == PREVIOUS || parent == ordinal - 1;
    }

    /** Returns it with an id that counts on from what the store has, if its id was made. */
    public ImportEntry countedOn(LongMap counts) {
        int more = Digest.isMade(id()) ? counts.get(Digest.of(Digest.base(id()))) : 0;
        return more == 0
                ? this
                : new ImportEntry(
                        ordinal, message.withId(Digest.counted(id(), more)), parent, elsewhere, place, changes);
    }

    /** Returns it as one whose parent in the store was found. */
    public ImportEntry found() {
        return new ImportEntry(ordinal, message, parent, null, place, changes);
    }

    /** Returns what is lost if it is stored now. */
    public List<String> losses() {
        if (elsewhere == null) {
            return changes;
        }
        List<String> all = new ArrayList<>(changes);
        all.add("it follows a message that is not there");
        return all;
    }
}
