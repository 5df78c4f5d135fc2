package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares two snapshots. For one thread. */
final class Verification {
    private final StoreSnapshot source;
    private final StoreSnapshot target;
    private final DigestSum sourceSum = new DigestSum();
    private final DigestSum targetSum = new DigestSum();
    private final List<ConversationId> conversations = new ArrayList<>();
    private final List<SessionId> sessions = new ArrayList<>();
    private long different;
    private long missing;
    private long more;
    private long raised;

    Verification(StoreSnapshot source, StoreSnapshot target) {
        this.source = source;
        this.target = target;
    }

    VerifyReport run() {
        source.conversations().forEachRemaining(this::compare);
        target.conversations().forEachRemaining(this::compareBack);
        source.sessions().forEachRemaining(this::compare);
        target.sessions().forEachRemaining(this::compareBack);
        return new VerifyReport(
                sourceSum.total(), targetSum.total(), different, missing, more, raised, conversations, sessions);
    }

    private void compare(ConversationSnapshot given) {
        String digest = Contents.digest(ReadableContent.checked(given));
        sourceSum.add(given.head(), digest);
        Optional<ConversationSnapshot> found = target.find(given.id());
        if (found.isEmpty()) {
            missing++;
            list(conversations, given.id());
            return;
        }
        String other = Contents.digest(ReadableContent.checked(found.get()));
        targetSum.add(found.get().head(), other);
        long ahead = found.get().head().version() - given.head().version();
        if (!digest.equals(other) || ahead < 0) {
            different++;
            list(conversations, given.id());
        } else if (ahead > 0) {
            raised++;
        }
    }

    private void compareBack(ConversationSnapshot given) {
        if (source.find(given.id()).isEmpty()) {
            targetSum.add(given.head(), Contents.digest(ReadableContent.checked(given)));
            more++;
            list(conversations, given.id());
        }
    }

    private void compare(StoredSession given) {
        String digest = Contents.digest(given);
        sourceSum.add(given, digest);
        Optional<StoredSession> found = target.find(given.id());
        if (found.isEmpty()) {
            missing++;
            list(sessions, given.id());
            return;
        }
        String other = Contents.digest(found.get());
        targetSum.add(found.get(), other);
        if (!digest.equals(other)) {
            different++;
            list(sessions, given.id());
        }
    }

    private void compareBack(StoredSession given) {
        if (source.find(given.id()).isEmpty()) {
            targetSum.add(given, Contents.digest(given));
            more++;
            list(sessions, given.id());
        }
    }

    private static <T> void list(List<T> listed, T one) {
        if (listed.size() < VerifyReport.LISTED) {
            listed.add(one);
        }
    }
}
