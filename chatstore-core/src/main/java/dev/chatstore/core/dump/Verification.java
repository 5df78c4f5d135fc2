package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.Difference.Kind;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.load.SteadyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a part of two stores. For one thread. */
final class Verification implements AutoCloseable {
    private final StoreSnapshot source;
    private final StoreSnapshot target;
    private final Later sourceLater;
    private final Later targetLater;
    private final DigestSum sourceSum = new DigestSum();
    private final DigestSum targetSum = new DigestSum();
    private final List<Difference> conversations = new ArrayList<>();
    private final List<Difference> sessions = new ArrayList<>();
    private long different;
    private long missing;
    private long more;
    private long raised;

    /** Begins a comparison of two snapshots, which stay open. */
    Verification(
            StoreScope scope, StoreAccess source, StoreSnapshot ofSource, StoreAccess target, StoreSnapshot ofTarget) {
        this.source = ofSource;
        this.target = ofTarget;
        sourceLater = new Later(source, scope);
        targetLater = new Later(target, scope);
    }

    /** A snapshot that is opened once both others are, when it is needed. */
    private static final class Later implements AutoCloseable {
        private final StoreAccess store;
        private final StoreScope scope;
        private @Nullable StoreSnapshot snapshot;

        Later(StoreAccess store, StoreScope scope) {
            this.store = store;
            this.scope = scope;
        }

        /** Returns whether a session of the first snapshot has expired: between two openings that is no difference. */
        boolean hasExpired(StoredSession session) {
            if (session.expires() == null) {
                return false;
            }
            StoreSnapshot opened = snapshot;
            if (opened == null) {
                opened = store.snapshot(scope);
                snapshot = opened;
            }
            return opened.find(session.id()).isEmpty();
        }

        @Override
        public void close() {
            if (snapshot != null) {
                snapshot.close();
            }
        }
    }

    /** Closes what the comparison has opened. */
    @Override
    public void close() {
        try (sourceLater) {
            targetLater.close();
        }
    }

    ComparisonReport run() {
        source.conversations().forEachRemaining(this::compare);
        target.conversations().forEachRemaining(this::compareBack);
        source.sessions().forEachRemaining(this::compare);
        target.sessions().forEachRemaining(this::compareBack);
        return new ComparisonReport(
                sourceSum.total(),
                targetSum.total(),
                different,
                missing,
                more,
                raised,
                Stream.concat(conversations.stream(), sessions.stream()).toList());
    }

    private void compare(ConversationSnapshot first) {
        Optional<Content> read = read(source, first);
        if (read.isEmpty()) {
            return;
        }
        Content given = read.get();
        sourceSum.add(given.head(), given.digest());
        Optional<Content> found = target.find(first.id()).flatMap(other -> read(target, other));
        if (found.isEmpty()) {
            missing++;
            list(conversations, () -> Difference.of(first.id(), Kind.MISSING));
            return;
        }
        Content other = found.get();
        targetSum.add(other.head(), other.digest());
        long ahead = other.head().version() - given.head().version();
        if (!given.digest().equals(other.digest()) || ahead < 0) {
            different++;
            list(conversations, () -> Difference.of(first.id(), kind(given, other)));
        } else if (ahead > 0) {
            raised++;
        }
    }

    private record Content(Conversation head, String digest) {}

    private static Optional<Content> read(StoreSnapshot snapshot, ConversationSnapshot first) {
        AtomicReference<String> digest = new AtomicReference<>("");
        return SteadyReading.<RuntimeException>readWhole(
                        snapshot,
                        // One that is found may be of any scope.
                        StoreScope.everything(),
                        first,
                        one -> digest.set(ContentDigests.digest(ReadableContent.checked(one))))
                .map(one -> new Content(one.head(), digest.get()));
    }

    private void compareBack(ConversationSnapshot given) {
        if (source.find(given.id()).isEmpty()) {
            read(target, given).ifPresent(content -> {
                targetSum.add(content.head(), content.digest());
                more++;
                list(conversations, () -> Difference.of(given.id(), Kind.EXTRA));
            });
        }
    }

    private void compare(StoredSession given) {
        Optional<StoredSession> found = target.find(given.id());
        if (found.isEmpty() && sourceLater.hasExpired(given)) {
            return;
        }
        String digest = ContentDigests.digest(given);
        sourceSum.add(given, digest);
        if (found.isEmpty()) {
            missing++;
            list(sessions, () -> Difference.of(given.id(), Kind.MISSING));
            return;
        }
        String other = ContentDigests.digest(found.get());
        targetSum.add(found.get(), other);
        if (!digest.equals(other)) {
            different++;
            list(sessions, () -> Difference.of(given.id(), Kind.STATE));
        }
    }

    private void compareBack(StoredSession given) {
        if (source.find(given.id()).isEmpty() && !targetLater.hasExpired(given)) {
            targetSum.add(given, ContentDigests.digest(given));
            more++;
            list(sessions, () -> Difference.of(given.id(), Kind.EXTRA));
        }
    }

    /** Returns how two conversations differ that are not equal. What is listed is read once more for it. */
    private Kind kind(Content given, Content other) {
        if (given.digest().equals(other.digest())) {
            return Kind.VERSION;
        }
        boolean messages = !messages(source, given).equals(messages(target, other));
        if (!messages) {
            return Kind.PROFILE;
        }
        return given.head().profile().equals(other.head().profile())
                        && given.head().archived() == other.head().archived()
                ? Kind.MESSAGES
                : Kind.MESSAGES_AND_PROFILE;
    }

    private static String messages(StoreSnapshot snapshot, Content content) {
        AtomicReference<String> digest = new AtomicReference<>("");
        snapshot.find(content.head().id())
                .ifPresent(one -> SteadyReading.<RuntimeException>readWhole(
                        snapshot,
                        StoreScope.everything(),
                        one,
                        whole -> digest.set(ContentDigests.digestOfMessages(ReadableContent.checked(whole)))));
        return digest.get();
    }

    private static void list(List<Difference> listed, Supplier<Difference> one) {
        if (listed.size() < ComparisonReport.LISTED) {
            listed.add(one.get());
        }
    }
}
