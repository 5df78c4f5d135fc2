package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Format;
import java.util.List;

/** Lists all formats. */
public final class Formats {
    /** The formats that a source can be recognized as. */
    public static final List<Format> ALL = List.of(
            new ChatGptFormat(),
            new ClaudeFormat(),
            new LibreChatFormat(),
            new OpenWebUiFormat(),
            new TelegramFormat(),
            new CustomerMapFormat(),
            new ConversationFolderFormat(),
            new ChatCompletionsFormat());

    private Formats() {}
}
