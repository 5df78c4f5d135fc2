package dev.chatstore.checks.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Dumps, restores and copies more than its heap can hold, and one conversation that alone is more: by
 * its messages, by their revisions, by profiles, by metadata and by states. */
final class DumpProgram {
    private static final int LONG = 120_000;
    private static final int SHORT = 100;
    private static final int EDITED = 4_000;
    private static final int REVISIONS = 20;

    /** Conversations with long profiles and metadata, and ten times as many as there are sessions with long states. */
    private static final int LARGE = 700;

    private static final int CHARACTERS = 90_000;

    private DumpProgram() {}

    /** Runs the program with the URLs of three empty stores and the name of a file. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[3]);
        try (ChatStorage source = ChatStorage.open(args[0]);
                ChatStorage restored = ChatStorage.open(args[1]);
                ChatStorage copied = ChatStorage.open(args[2])) {
            fill(StoreAccess.of(source).orElseThrow());
            System.out.println(StoreDump.of(source).write(file).summary());
            System.out.println(StoreRestore.into(restored).read(file).summary());
            System.out.println(StoreCopy.from(source).to(copied).run().summary());
            StoreDigest expected = StoreDigest.of(source, StoreScope.everything());
            boolean equal = expected.equals(StoreDigest.of(restored, StoreScope.everything()))
                    && expected.equals(StoreDigest.of(copied, StoreScope.everything()));
            System.out.println(equal ? "all are equal" : "they differ");
        }
    }

    private static void fill(StoreAccess store) {
        ConversationLoader loader = store.loader();
        loader.load(List.of(Loaded.conversation(ConversationId.of("long"), LONG)));
        for (int i = 0; i < SHORT; i++) {
            loader.load(List.of(Loaded.conversation(ConversationId.of("short " + i), SHORT)));
        }
        loader.load(List.of(Loaded.edited(ConversationId.of("edited"), EDITED, REVISIONS)));
        for (int i = 0; i < LARGE; i++) {
            loader.load(List.of(Loaded.described(ConversationId.of("described " + i), CHARACTERS)));
        }
        for (int i = 0; i < LARGE / 10; i++) {
            store.loadSessions(List.of(Loaded.session("s" + i, CHARACTERS * 10)));
        }
    }
}
