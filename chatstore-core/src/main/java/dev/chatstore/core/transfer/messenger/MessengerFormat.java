package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messenger's and Instagram's exports: a folder of numbered files for each thread, the newest message first in each file and
 * the newest file first; and the files of end-to-end encrypted chats.
 */
public final class MessengerFormat implements Format {
    private static final Pattern NUMBERED = Pattern.compile("message_(\\d+)\\.json");

    @Override
    public String name() {
        return "messenger";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        if (probe.kind() != Probe.Kind.OBJECT) {
            return null;
        }
        for (Object value : Fields.list(probe.first(), "messages")) {
            Map<String, @Nullable Object> message = Fields.object(value);
            if (message.containsKey("sender_name") && message.containsKey("timestamp_ms")) {
                return new Match("", true);
            }
            if (message.containsKey("senderName") && message.containsKey("timestamp")) {
                return new Match("encrypted", true);
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        Map<String, List<SourceFile>> threads = new LinkedHashMap<>();
        for (SourceFile file : files) {
            boolean numbered = NUMBERED.matcher(file.lastName()).matches();
            threads.computeIfAbsent(numbered ? file.folder() : file.name(), name -> new ArrayList<>())
                    .add(file);
        }
        for (List<SourceFile> thread : threads.values()) {
            // The highest number has the oldest messages.
            thread.sort(Comparator.comparingInt(MessengerFormat::number).reversed());
            thread(
                    new PartedChat(thread.stream()
                            .map(file -> new PartedChat.Part(file, true))
                            .toList()),
                    reading);
        }
    }

    private static int number(SourceFile file) {
        Matcher numbered = NUMBERED.matcher(file.lastName());
        return numbered.matches() && numbered.group(1).length() < 9 ? Integer.parseInt(numbered.group(1)) : 0;
    }

    private static void thread(PartedChat chat, SourceReading reading) throws IOException {
        try {
            Map<String, @Nullable Object> values = Mojibake.repaired(chat.header());
            String title = Fields.text(values, "title");
            reading.conversation(new SourceConversation(
                    id(values, chat),
                    new ProfileDraft()
                            .title(title == null ? Fields.text(values, "threadName") : title)
                            .keepAllBut(values, List.of("title", "threadName"))
                            .build(),
                    chat.place(),
                    sink -> chat.read((message, draft) -> MessengerMessage.read(message, draft, reading), sink)));
        } catch (Refused e) {
            reading.skip(chat.place(), e);
        }
    }

    private static String id(Map<String, @Nullable Object> values, PartedChat chat) throws IOException {
        String path = Fields.text(values, "thread_path");
        String name = path == null ? Fields.text(values, "threadName") : path;
        if (name != null) {
            return Fields.conversationId(name);
        }
        FirstMessages first = new FirstMessages("timestamp_ms", "timestamp", "content", "text");
        chat.read(
                (message, draft) -> {
                    first.add(message);
                    return "";
                },
                IgnoringSink.INSTANCE);
        return first.id();
    }

    static @Nullable String sender(Map<String, @Nullable Object> message) {
        String sender = Fields.text(message, "sender_name");
        return sender == null ? Fields.text(message, "senderName") : Mojibake.repaired(sender);
    }
}
