package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message of Messenger or Instagram. */
final class MessengerMessage {
    private static final List<String> FILES =
            List.of("photos", "videos", "files", "audio_files", "gifs", "sticker", "media");
    private static final List<String> IN_FIELDS = List.of(
            "sender_name",
            "senderName",
            "timestamp_ms",
            "timestamp",
            "content",
            "text",
            "photos",
            "videos",
            "files",
            "audio_files",
            "gifs",
            "media");

    private MessengerMessage() {}

    static @Nullable String read(Map<String, @Nullable Object> given, MessageDraft draft, SourceReading reading) {
        boolean encrypted = given.containsKey("senderName");
        Map<String, @Nullable Object> message = encrypted ? given : Mojibake.repaired(given);
        String sender = MessengerFormat.sender(given);
        String text = Fields.text(message, encrypted ? "text" : "content");
        draft.person(sender, reading)
                .author(sender)
                .text(text == null ? "" : text)
                .said(Instants.ofMillis(message.get(encrypted ? "timestamp" : "timestamp_ms")))
                .keepAllBut(message, IN_FIELDS);
        for (String key : FILES) {
            Object files = message.get(key);
            for (Object file : files instanceof List<?> list ? list : List.of(Fields.object(files))) {
                String uri = Fields.text(Fields.object(file), "uri");
                if (uri != null) {
                    draft.attach(uri, null, null, null);
                }
            }
        }
        return null;
    }
}
