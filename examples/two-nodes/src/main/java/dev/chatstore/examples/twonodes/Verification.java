package dev.chatstore.examples.twonodes;

import dev.chatstore.ChatStorage;
import java.util.List;
import java.util.stream.LongStream;

/** Compares the views and the notifications of the nodes with the database. */
final class Verification {
    private final View stored;

    private Verification(View stored) {
        this.stored = stored;
    }

    /** Reads the database without any cache. */
    static Verification of(String databaseUrl) {
        try (ChatStorage storage = ChatStorage.open(databaseUrl)) {
            return new Verification(new Bot(storage).view());
        }
    }

    View stored() {
        return stored;
    }

    /** Returns whether the view of a node is equal to the database. */
    boolean isShownBy(NodeProcess node) {
        return node.view().equals(stored);
    }

    /** Returns whether a node's listener received each message once, in order. */
    boolean isReceivedBy(NodeProcess node) {
        List<Long> all =
                LongStream.rangeClosed(1, stored.messages().size()).boxed().toList();
        return node.notifications().order().equals(all);
    }
}
