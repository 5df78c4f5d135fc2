package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.assistant.ChatGptFormat;
import dev.chatstore.core.transfer.assistant.ChatbotUiFormat;
import dev.chatstore.core.transfer.assistant.ClaudeFormat;
import dev.chatstore.core.transfer.assistant.GeminiFormat;
import dev.chatstore.core.transfer.assistant.LibreChatFormat;
import dev.chatstore.core.transfer.assistant.OpenWebUiFormat;
import dev.chatstore.core.transfer.bot.BotFrameworkFormat;
import dev.chatstore.core.transfer.bot.LangChain4jFormat;
import dev.chatstore.core.transfer.bot.LangChainFormat;
import dev.chatstore.core.transfer.bot.RasaFormat;
import dev.chatstore.core.transfer.bot.SqlFormat;
import dev.chatstore.core.transfer.format.AlpacaFormat;
import dev.chatstore.core.transfer.format.ChatCompletionsFormat;
import dev.chatstore.core.transfer.format.ConversationFolderFormat;
import dev.chatstore.core.transfer.format.CustomerMapFormat;
import dev.chatstore.core.transfer.format.ShareGptFormat;
import dev.chatstore.core.transfer.messenger.DiscordFormat;
import dev.chatstore.core.transfer.messenger.DiscordPackageFormat;
import dev.chatstore.core.transfer.messenger.GoogleChatFormat;
import dev.chatstore.core.transfer.messenger.MessengerFormat;
import dev.chatstore.core.transfer.messenger.SlackFormat;
import dev.chatstore.core.transfer.messenger.TelegramFormat;
import dev.chatstore.core.transfer.messenger.WhatsAppFormat;
import dev.chatstore.core.transfer.source.Format;
import java.util.List;
import java.util.stream.Stream;

/** Lists all formats. */
final class Formats {
    /** The formats that a source can be recognized as. */
    static final List<Format> ALL = Stream.concat(
                    Stream.of(
                            new ChatGptFormat(),
                            new ClaudeFormat(),
                            new LibreChatFormat(),
                            new OpenWebUiFormat(),
                            new ChatbotUiFormat(),
                            new GeminiFormat(),
                            new TelegramFormat(),
                            new DiscordFormat(),
                            new DiscordPackageFormat(),
                            new WhatsAppFormat(),
                            new MessengerFormat(),
                            new SlackFormat(),
                            new GoogleChatFormat(),
                            new BotFrameworkFormat(),
                            new RasaFormat(),
                            new LangChainFormat(),
                            new LangChain4jFormat(),
                            new ShareGptFormat(),
                            new AlpacaFormat(),
                            new CustomerMapFormat(),
                            new ConversationFolderFormat(),
                            new ChatCompletionsFormat()),
                    SqlFormat.ALL.stream())
            .toList();

    private Formats() {}

    /** Returns their names, each once. */
    static List<String> names() {
        return ALL.stream().map(Format::name).distinct().toList();
    }
}
