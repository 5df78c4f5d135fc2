package dev.chatstore.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Conversations of the same length. There are so many that the appends of a run make them grow by a quarter at most: else
 * a peer that appends quickly would be measured with a longer history.
 */
record Conversations(String prefix, int history, int count) {
    private static final int MESSAGES = 64_000;
    private static final int MOST = 1_200;

    /** From this length on there is one conversation only, since filling more would take too long. */
    private static final int LONG = 10_000;

    static Conversations of(int history) {
        int count = Math.min(MOST, Math.max(Stage.MANY_CALLERS, MESSAGES / history));
        return new Conversations("h" + history, history, history >= LONG ? 1 : count - count % Stage.MANY_CALLERS);
    }

    /** Returns the conversation of a call. Callers never share one. */
    String id(int caller, int callers, long call) {
        return id((int) ((caller + callers * call) % count));
    }

    private String id(int number) {
        return prefix + "-" + number;
    }

    /** Creates all conversations in a peer. */
    void open(Peer peer) throws SQLException {
        List<String> texts = IntStream.range(0, history).mapToObj(Texts::of).toList();
        int callers = Math.min(count, Stage.MANY_CALLERS);
        Callers.run(callers, Duration.ofDays(1), count, (caller, call) -> peer.open(id(caller, callers, call), texts));
    }

    /** Reads the end of all conversations, so that no cache is cold. */
    void readAll(Peer peer) throws SQLException {
        for (int i = 0; i < count; i++) {
            peer.recent(id(i), Comparison.RECENT);
        }
    }
}
