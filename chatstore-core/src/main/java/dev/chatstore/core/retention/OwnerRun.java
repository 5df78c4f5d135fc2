package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trims the conversations of each owner of a tenant who has more messages than are kept. For one thread. */
final class OwnerRun {
    /** A bound of the memory: a larger tenant is read several times, each time for a part of its owners. */
    private static final long CONVERSATIONS_PER_PASS = 200_000;

    private final ChatStore chats;
    private final HeadPages pages;
    private final OwnerTrim trim;
    private final long kept;

    OwnerRun(ChatStore chats, HeadPages pages, OwnerTrim trim, long kept) {
        this.chats = chats;
        this.pages = pages;
        this.trim = trim;
        this.kept = kept;
    }

    void run(String tenant) {
        ConversationQuery all = ConversationQuery.ofTenant(tenant);
        long conversations = chats.count(all.withArchived(Archived.INCLUDED));
        int passes = Math.toIntExact(conversations / CONVERSATIONS_PER_PASS + 1);
        for (int pass = 0; pass < passes; pass++) {
            for (String owner : owners(all, pass, passes)) {
                trim(all.withOwner(owner));
            }
        }
    }

    /** Returns the owners of a pass who have more messages than are kept. */
    private List<String> owners(ConversationQuery all, int pass, int passes) {
        Map<String, Long> messages = new HashMap<>();
        pages.forEach(
                all,
                head -> {
                    String owner = head.profile().owner();
                    if (owner != null && Math.floorMod(owner.hashCode(), passes) == pass) {
                        messages.merge(owner, head.messageCount(), Long::sum);
                    }
                },
                OwnerRun::passOver);
        return messages.entrySet().stream()
                .filter(entry -> entry.getValue() > kept)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void trim(ConversationQuery ofOwner) {
        List<Conversation> heads = new ArrayList<>();
        pages.forEach(ofOwner, head -> heads.add(small(head)), OwnerRun::passOver);
        trim.trim(heads, kept);
    }

    /** Returns a head without its texts, of which an owner may have many. */
    private static Conversation small(Conversation head) {
        return new Conversation(
                head.id(),
                head.version(),
                head.messageCount(),
                head.lastSequence(),
                head.tokens(),
                Profile.EMPTY.withOwner(head.profile().owner()),
                head.archived(),
                head.created(),
                head.lastActivity(),
                head.updated());
    }

    /** Counted before, when each conversation was looked at. */
    private static void passOver(CorruptDataException error) {}
}
