package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.structure.ListedFiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message of Messenger or Instagram. */
final class MessengerMessage {
    private static final List<String> LISTS = List.of("photos", "videos", "files", "audio_files", "gifs", "media");
    private static final ListedFiles FILES = new ListedFiles("uri", null, null, null);
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
        for (String key : LISTS) {
            draft.keep(key, FILES.attach(Fields.list(message, key), draft));
        }
        FILES.attach(List.of(Fields.object(message, "sticker")), draft);
        return null;
    }
}
