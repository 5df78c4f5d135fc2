package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The formats that can be brought in. */
enum ImportFormat {
    /** Lines of chat-completion JSON. */
    CHAT_COMPLETIONS {
        @Override
        ImportReport read(HistoryImport history, Path source) throws IOException {
            return history.chatCompletions(source);
        }

        // Each line is a conversation.
        @Override
        long count(Path source) throws IOException {
            long lines = 0;
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(source)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    for (int i = 0; i < read; i++) {
                        lines += buffer[i] == '\n' ? 1 : 0;
                    }
                }
            }
            return lines;
        }
    },

    /** One JSON object that maps customers to lists of messages. */
    CUSTOMER_MAP {
        @Override
        ImportReport read(HistoryImport history, Path source) throws IOException {
            return history.customerMap(source);
        }

        // Only its end tells.
        @Override
        long count(Path source) {
            return ProgressDisplay.UNKNOWN;
        }
    },

    /** A folder with one JSON file for each conversation. */
    CONVERSATION_FOLDER {
        @Override
        ImportReport read(HistoryImport history, Path source) throws IOException {
            return history.conversationFolder(source);
        }

        @Override
        long count(Path source) throws IOException {
            try (Stream<Path> files = Files.list(source)) {
                return files.count();
            }
        }
    };

    abstract ImportReport read(HistoryImport history, Path source) throws IOException;

    abstract long count(Path source) throws IOException;

    /** Returns how many conversations a source has, or {@link ProgressDisplay#UNKNOWN}: whoever reads it meets the error. */
    long total(Path source) {
        try {
            return count(source);
        } catch (IOException e) {
            return ProgressDisplay.UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return Rendering.label(this);
    }
}
