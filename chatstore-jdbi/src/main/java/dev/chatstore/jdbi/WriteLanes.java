package dev.chatstore.jdbi;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Queues side by side, so that several groups are written at once. A conversation is always in the same one: its writes
 * keep their order, and no two groups of this process wait for each other's rows.
 */
final class WriteLanes {
    private final List<WriteQueue> lanes;

    WriteLanes(int count, Supplier<WriteQueue> queues) {
        lanes = Stream.generate(queues).limit(count).toList();
    }

    private WriteQueue lane(ConversationId id) {
        return lanes.get(laneNumber(id));
    }

    private int laneNumber(ConversationId id) {
        int hash = id.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes.size());
    }

    /** Returns whether the conversation was there, once it is removed. */
    boolean delete(ConversationId id) {
        PendingDelete delete = new PendingDelete(id);
        run(List.of(new Share(lane(id), delete)));
        return delete.found();
    }

    /** Returns what became of each append, once all are done. */
    List<AppendOutcome> append(List<MarkedAppend> appends) {
        if (appends.size() == 1) {
            PendingAppends pending = new PendingAppends(appends);
            run(List.of(new Share(lane(appends.get(0).append().conversation()), pending)));
            return pending.outcomes();
        }
        SortedMap<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < appends.size(); i++) {
            int lane = laneNumber(appends.get(i).append().conversation());
            places.computeIfAbsent(lane, any -> new ArrayList<>()).add(i);
        }
        return append(appends, places);
    }

    private List<AppendOutcome> append(List<MarkedAppend> appends, SortedMap<Integer, List<Integer>> places) {
        List<Share> shares = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        places.forEach((lane, indexes) -> {
            PendingAppends pending =
                    new PendingAppends(indexes.stream().map(appends::get).toList());
            shares.add(new Share(lanes.get(lane), pending));
            parts.add(new Part(indexes, pending));
        });
        run(shares);
        AppendOutcome[] outcomes = new AppendOutcome[appends.size()];
        parts.forEach(part -> part.copyTo(outcomes));
        return Arrays.asList(outcomes);
    }

    /** Returns once all is done. An interrupt does not end the wait; its flag is set on return. */
    private static void run(Collection<Share> shares) {
        shares.forEach(share -> share.queue.add(share.write));
        boolean interrupted = false;
        while (shares.stream().anyMatch(Share::isOpen)) {
            boolean wrote = false;
            for (Share share : shares) {
                wrote |= share.isOpen() && share.queue.write();
            }
            if (!wrote) {
                LockSupport.park(shares);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one queue has to do of a call. */
    private record Share(WriteQueue queue, PendingWrite write) {
        boolean isOpen() {
            return !write.isDone();
        }
    }

    /** Which appends of a call a queue has to do. */
    private record Part(List<Integer> indexes, PendingAppends pending) {
        void copyTo(AppendOutcome[] outcomes) {
            List<AppendOutcome> done = pending.outcomes();
            for (int i = 0; i < done.size(); i++) {
                outcomes[indexes.get(i)] = done.get(i);
            }
        }
    }
}
