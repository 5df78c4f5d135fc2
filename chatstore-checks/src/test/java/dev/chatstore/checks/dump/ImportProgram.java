package dev.chatstore.checks.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportSource;
import dev.chatstore.core.transfer.TableColumns;
import java.io.IOException;
import java.nio.file.Path;

/** Goes through the import of a table, and says what it would add. */
final class ImportProgram {
    private ImportProgram() {}

    /** Runs the program with the name of a file of separated values. */
    public static void main(String[] args) throws IOException {
        TableColumns columns = TableColumns.of("chat", "text").withOrder("n");
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            System.out.println(HistoryImport.into(storage.chats())
                    .dryRun(ImportSource.of(Path.of(args[0]), columns))
                    .summary());
        }
    }
}
