package dev.chatstore.bench.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportOptions;
import java.io.IOException;
import java.nio.file.Path;

/** A program that moves all that a store holds, and prints how many nanoseconds that took and how many messages moved. */
public final class Transfer {
    private Transfer() {}

    /** What is moved. */
    enum Kind {
        /** A store into a file. */
        DUMP {
            @Override
            long move(String from, String to) throws IOException {
                try (ChatStorage storage = ChatStorage.open(from)) {
                    return StoreDump.of(storage).write(Path.of(to)).content().messages();
                }
            }
        },
        /** A file into a store. */
        RESTORE {
            @Override
            long move(String from, String to) throws IOException {
                try (ChatStorage storage = ChatStorage.open(to)) {
                    return StoreRestore.into(storage)
                            .read(Path.of(from))
                            .added()
                            .messages();
                }
            }
        },
        /** A store into another one. */
        COPY {
            @Override
            long move(String from, String to) {
                try (ChatStorage source = ChatStorage.open(from);
                        ChatStorage target = ChatStorage.open(to)) {
                    return StoreCopy.from(source)
                            .to(target)
                            .withScope(StoreScope.ofTenant(ConversationId.DEFAULT_TENANT))
                            .run()
                            .added()
                            .messages();
                }
            }
        },
        /** A file of another program, which is read only. */
        INSPECT {
            @Override
            long move(String from, String to) throws IOException {
                return HistoryImport.inspect(Path.of(from), ImportOptions.NONE).messages();
            }
        };

        abstract long move(String from, String to) throws IOException;
    }

    /** Runs the program with the name of a kind, a source and a target. */
    public static void main(String[] arguments) throws IOException {
        long began = System.nanoTime();
        long messages = Kind.valueOf(arguments[0]).move(arguments[1], arguments[2]);
        System.out.println(System.nanoTime() - began + " " + messages);
    }
}
