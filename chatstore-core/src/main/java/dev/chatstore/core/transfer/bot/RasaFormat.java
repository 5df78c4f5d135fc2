package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rasa's trackers as JSON: lists of events, of which some are messages. Their order is that of the list. */
public final class RasaFormat implements Format {
    private static final List<String> IN_FIELDS = List.of("event", "timestamp", "text", "message_id");

    @Override
    public String name() {
        return "rasa";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        for (Map<String, @Nullable Object> tracker : probe.firsts()) {
            for (Object event : Fields.list(tracker, "events")) {
                if (tracker.containsKey("sender_id") && Fields.object(event).containsKey("event")) {
                    return new Match("", true);
                }
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> tracker(record, reading));
        }
    }

    private static void tracker(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element events = fields.remove("events");
        if (events == null) {
            throw new Refused("has no list of events");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        String sender = Fields.id(values, "sender_id");
        if (sender == null) {
            throw new Refused("has no sender_id");
        }
        reading.conversation(new SourceConversation(
                Fields.conversationId(sender),
                new ProfileDraft()
                        .keepAllBut(values, List.of("sender_id", "latest_message"))
                        .build(),
                record.place(),
                sink -> MessageLists.each(events, (event, draft) -> event(event, draft), sink)));
    }

    static @Nullable String event(Map<String, @Nullable Object> event, MessageDraft draft) {
        String kind = String.valueOf(event.get("event"));
        boolean user = kind.equals("user");
        if (!user && !kind.equals("bot")) {
            boolean utters =
                    kind.equals("action") && String.valueOf(event.get("name")).startsWith("utter_");
            return utters ? "action that answers, without its text" : "event that is no message";
        }
        String written = event.get("text") instanceof String text ? text : "";
        String parsed = Fields.text(Fields.object(event, "parse_data"), "text");
        String said = user && parsed != null ? parsed : written;
        draft.id(event.get("message_id"))
                .role(user ? Role.USER : Role.ASSISTANT)
                .text(said)
                .said(Instants.ofSeconds(event.get("timestamp")))
                .keepAllBut(event, IN_FIELDS)
                .keep("text", said.equals(written) ? null : written);
        return null;
    }
}
