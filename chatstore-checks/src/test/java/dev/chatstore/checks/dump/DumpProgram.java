package dev.chatstore.checks.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Dumps, restores and copies more than its heap can hold, and one conversation that alone is more. */
final class DumpProgram {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String TEXT = "lorem ipsum ".repeat(50);
    private static final int LONG = 120_000;
    private static final int SHORT = 100;

    private DumpProgram() {}

    /** Runs the program with the URLs of three empty stores and the name of a file. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[3]);
        try (ChatStorage source = ChatStorage.open(args[0]);
                ChatStorage restored = ChatStorage.open(args[1]);
                ChatStorage copied = ChatStorage.open(args[2])) {
            fill(StoreAccess.of(source).orElseThrow().loader());
            System.out.println(StoreDump.of(source).write(file).summary());
            System.out.println(StoreRestore.into(restored).read(file).summary());
            System.out.println(StoreCopy.from(source).to(copied).run().summary());
            StoreDigest expected = StoreDigest.of(source, StoreScope.everything());
            boolean equal = expected.equals(StoreDigest.of(restored, StoreScope.everything()))
                    && expected.equals(StoreDigest.of(copied, StoreScope.everything()));
            System.out.println(equal ? "all are equal" : "they differ");
        }
    }

    private static void fill(ConversationLoader loader) {
        loader.load(List.of(conversation("long", LONG)));
        for (int i = 0; i < SHORT; i++) {
            loader.load(List.of(conversation("short " + i, SHORT)));
        }
    }

    /** Returns a conversation whose messages are made while they are read. */
    private static ConversationSnapshot conversation(String name, int count) {
        Conversation head = new Conversation(
                ConversationId.of(name), count, count, count, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        return new ConversationSnapshot(head, () -> LongStream.rangeClosed(1, count)
                .mapToObj(i -> new MessageSnapshot(Message.appended(NewMessage.user(i + TEXT), i, i, TIME)))
                .iterator());
    }
}
