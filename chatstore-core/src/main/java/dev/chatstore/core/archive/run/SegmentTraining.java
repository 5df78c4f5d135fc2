package dev.chatstore.core.archive.run;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.archive.dictionary.DictionaryCompression;
import dev.chatstore.core.archive.dictionary.DictionaryTraining;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.lease.WorkTurn;
import java.time.Instant;
import java.util.Iterator;

/** Gives a run the dictionary of the store, or one that is trained on what the run is about to move. For one thread. */
final class SegmentTraining {
    /** A store of few people has no dictionary, and is not read twice by each run to find that. */
    private static final int MOST_HEADS = 2_000;

    private final ArchiveRule rule;
    private final Instant now;
    private final ChatStore chats;
    private final Segments segments;
    private final WorkTurn turn;

    SegmentTraining(ArchiveRule rule, Instant now, ChatStore chats, Segments segments, WorkTurn turn) {
        this.rule = rule;
        this.now = now;
        this.chats = chats;
        this.segments = segments;
        this.turn = turn;
    }

    /** Returns segments that a dry run may encode as a run would, with a dictionary that is kept nowhere. */
    Segments counted(Iterator<String> tenants) {
        if (segments.compression() instanceof DictionaryCompression compression) {
            DictionaryCompression copy = compression.copy();
            prepare(copy, tenants, false);
            return segments.compressedBy(copy);
        }
        return segments;
    }

    /** Has the segments of this process use a dictionary, if the store has one or it can be trained. */
    Segments prepared(Iterator<String> tenants) {
        if (segments.compression() instanceof DictionaryCompression compression) {
            prepare(compression, tenants, true);
        }
        return segments;
    }

    private void prepare(DictionaryCompression compression, Iterator<String> tenants, boolean keeps) {
        // Asked by each run: a store that was put back to an older state has lost the one that this process knows.
        byte[] dictionary = compression.dictionaries().first();
        if (dictionary == null) {
            DictionaryTraining training = new DictionaryTraining();
            sample(tenants, training);
            dictionary = training.train(compression.level());
            if (dictionary != null && keeps) {
                compression.dictionaries().add(dictionary);
            }
        }
        compression.use(dictionary);
    }

    private void sample(Iterator<String> tenants, DictionaryTraining training) {
        int heads = 0;
        while (tenants.hasNext() && heads < MOST_HEADS && !training.hasEnough()) {
            String tenant = tenants.next();
            if (!SystemTenants.contain(tenant)) {
                heads += sample(tenant, MOST_HEADS - heads, training);
            }
        }
    }

    private int sample(String tenant, int most, DictionaryTraining training) {
        ConversationQuery next = ConversationQuery.ofTenant(tenant).withArchived(Archived.INCLUDED);
        int heads = 0;
        Page<Conversation> page;
        do {
            turn.check();
            page = chats.list(next);
            for (Conversation head : page.items()) {
                heads++;
                if (!training.hasEnough()) {
                    sample(head, training);
                }
            }
            next = next.from(page.next());
        } while (page.next() != null && heads < most && !training.hasEnough());
        return heads;
    }

    private void sample(Conversation head, DictionaryTraining training) {
        long first = head.firstSequence();
        long last = rule.last(head, first, segments.limits().messages(), now);
        if (last - first + 1 < rule.minMessages()) {
            return;
        }
        try {
            byte[] messages = segments.sample(head, last);
            String owner = head.profile().owner();
            if (messages != null) {
                training.add(
                        head.id().tenant() + (owner == null ? "\n" + head.id().value() : "\t" + owner), messages);
            }
        } catch (CorruptDataException e) {
            // It is reported when it is to be moved.
        }
    }
}
