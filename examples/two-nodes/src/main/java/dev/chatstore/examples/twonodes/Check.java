package dev.chatstore.examples.twonodes;

import dev.chatstore.ChatStorage;
import java.util.List;
import java.util.stream.LongStream;

/** Compares what the nodes show and have heard with what is in the database. */
final class Check {
    private final View stored;

    private Check(View stored) {
        this.stored = stored;
    }

    /** Reads the database without any cache. */
    static Check of(String databaseUrl) {
        try (ChatStorage storage = ChatStorage.open(databaseUrl)) {
            return new Check(new Bot(storage).view());
        }
    }

    View stored() {
        return stored;
    }

    /** Returns whether a node shows what is stored. */
    boolean isShownBy(NodeProcess node) {
        return node.view().equals(stored);
    }

    /** Returns whether a node's listener was given each message once, in order. */
    boolean isHeardBy(NodeProcess node) {
        List<Long> all =
                LongStream.rangeClosed(1, stored.messages().size()).boxed().toList();
        return node.hearing().order().equals(all);
    }
}
