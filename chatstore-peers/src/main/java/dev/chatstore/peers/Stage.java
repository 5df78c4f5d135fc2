package dev.chatstore.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured for all peers in turn. */
record Stage(Operation operation, int history, int callers) {
    /** An operation of a peer. */
    enum Operation {
        /** Appends a message. */
        APPEND,
        /** Reads the newest messages. */
        RECENT
    }

    static final int MANY_CALLERS = 8;

    /** Returns the stages of a history: one caller only, if there is one conversation only. */
    static List<Stage> of(Conversations conversations) {
        List<Stage> stages = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            stages.add(new Stage(operation, conversations.history(), 1));
            if (conversations.count() > 1) {
                stages.add(new Stage(operation, conversations.history(), MANY_CALLERS));
            }
        }
        return stages;
    }

    /** Returns the length of the history and the number of callers, such as {@code 1,000, 8 callers}. */
    String scale() {
        return String.format(Locale.ROOT, "%,d, %d %s", history, callers, callers == 1 ? "caller" : "callers");
    }

    @Override
    public String toString() {
        return (operation == Operation.APPEND ? "append to " : "newest 50 of ") + scale();
    }
}
