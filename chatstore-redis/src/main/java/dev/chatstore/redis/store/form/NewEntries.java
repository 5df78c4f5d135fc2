package dev.chatstore.redis.store.form;

import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The entries of a conversation that are added to the lists before its head names them. All have one nonce.
 *
 * @param id the conversation
 * @param time the time of the write, in microseconds
 * @param nonce the nonce
 * @param creates whether the write may create the conversation; else it is the first one of a day
 * @param owners the owners that the conversation may get when it is created
 */
public record NewEntries(ConversationId id, long time, String nonce, boolean creates, Set<String> owners) {
    /** Returns the day of the entry by activity. */
    public long day() {
        return ListEntry.day(time);
    }

    /** Returns all entries with their lists. */
    public List<ListPlace> all() {
        List<ListPlace> places = new ArrayList<>();
        if (creates) {
            places.add(ListPlace.byCreation(id.tenant(), entry(time)));
            owners.forEach(owner -> places.add(ListPlace.ofOwner(id.tenant(), owner, entry(time))));
        }
        places.add(ListPlace.byActivity(id.tenant(), entry(day())));
        return places;
    }

    /**
     * Returns the entries that the head does not name.
     *
     * @param created whether it names that of the creation
     * @param owner the owner with which the conversation was created, empty for none
     * @param active whether it names that of the activity
     */
    public List<ListPlace> unused(boolean created, String owner, boolean active) {
        return all().stream()
                .filter(place -> switch (place.list()) {
                    case TENANT -> !created;
                    case ACTIVITY -> !active;
                    default -> !created || !place.owner().equals(owner);
                })
                .toList();
    }

    private ListEntry entry(long entryTime) {
        return new ListEntry(entryTime, id.value(), nonce);
    }
}
