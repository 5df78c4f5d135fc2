package dev.chatstore.core.transfer;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two conversations with everything that an export shows, in a store in memory whose clock stands still. */
final class SampleChat implements AutoCloseable {
    static final ConversationId TRIP = ConversationId.of("trip-1");
    static final ConversationId SHORT = ConversationId.of("short");

    private static final Instant NOW = Instant.parse("2026-11-26T22:30:00Z");

    private static final Map<String, Object> CALL = new LinkedHashMap<>();

    static {
        CALL.put("id", "call_1");
        CALL.put("function", new TreeMap<>(Map.of("name", "find_seats", "arguments", "{\"to\": \"Oslo\"}")));
    }

    private final ChatStorage storage =
            ChatStorage.builder().url("memory:").clock(InstantSource.fixed(NOW)).open();

    SampleChat() {
        ChatStore chats = storage.chats();
        chats.append(SHORT, NewMessage.user("Hi"));
        chats.patch(ConversationPatch.of(SHORT).withArchived(true));
        chats.open(
                TRIP, new Profile("kari", "A trip to Oslo", "bot-2", "Be brief.\nBe kind.", Map.of("channel", "web")));
        chats.append(
                TRIP,
                NewMessage.user("Two seats to *Oslo*, please.\n\n1. window\n2. aisle")
                        .withAuthor("Kari Nordmann")
                        .withId("m-1")
                        .withTokens(12)
                        .withSaid(NOW)
                        .withMetadata(Map.of("lang", "en"))
                        .withAttachments(
                                new Attachment(
                                        "https://example.org/pass.pdf?a=1&b=2", "application/pdf", 12_345, "pass.pdf"),
                                new Attachment("s3://bucket/voice.ogg", "audio/ogg", 812, null)),
                NewMessage.assistant("")
                        .withSaid(NOW.plusSeconds(60))
                        .withMetadata(Map.of("tool_calls", List.of(CALL))),
                NewMessage.tool("{\"seats\": [\"12A\", \"12B\"]}")
                        .withAuthor("find_seats")
                        .withSaid(NOW.plusSeconds(61))
                        .withMetadata(Map.of("tool_call_id", "call_1")),
                NewMessage.assistant("12A and 12B are free.").withSaid(NOW.plusSeconds(5_400)),
                NewMessage.user("Card 4711 0815").withAuthor("Kari Nordmann").withSaid(NOW.plusSeconds(5_460)),
                NewMessage.assistant("Seats 14A and 14C are free.")
                        .withParent(3)
                        .withSaid(NOW.plusSeconds(5_520)),
                NewMessage.user("=2+3, \"thanks\"").withSaid(NOW.plusSeconds(5_580)));
        chats.edit(TRIP, 4, MessageEdit.of("Seats 12A and 12B are free."));
        chats.redact(TRIP, 5);
    }

    ChatStore chats() {
        return storage.chats();
    }

    @Override
    public void close() {
        storage.close();
    }
}
