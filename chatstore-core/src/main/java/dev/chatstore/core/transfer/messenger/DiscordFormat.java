package dev.chatstore.core.transfer.messenger;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DiscordChatExporter's files: a channel each, or a part of one, oldest or newest message first. */
public final class DiscordFormat implements Format {
    private static final List<String> IN_FIELDS = List.of("id", "timestamp", "content", "attachments");

    /** Ids are numbers in order of time, written as texts. */
    private static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.OBJECT
                && first.containsKey("guild")
                && Fields.object(first, "channel").containsKey("id")
                && first.get("messages") instanceof List<?>;
        return fits ? new Match("", true) : null;
    }

    /**
     * A file.
     *
     * @param channel the channel's id
     * @param oldest the lower of the ids of the first two messages
     * @param reversed whether the newest message is the first
     */
    private record Part(SourceFile file, String channel, String oldest, boolean reversed) {
        static Part of(SourceFile file) throws IOException {
            Map<String, @Nullable Object> first = Probe.of(file).first();
            List<String> ids = new ArrayList<>();
            for (Object message : Fields.list(first, "messages")) {
                ids.add(String.valueOf(Fields.id(Fields.object(message), "id")));
            }
            boolean reversed = ids.size() > 1 && BY_ID.compare(ids.get(0), ids.get(1)) > 0;
            String oldest = ids.isEmpty() ? "" : ids.get(0);
            String channel = String.valueOf(Fields.id(Fields.object(first, "channel"), "id"));
            return new Part(file, channel, oldest, reversed);
        }
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (SourceFile file : files) {
            parts.add(Part.of(file));
        }
        // The parts of a channel follow one another, and add to one conversation.
        parts.sort(Comparator.comparing(Part::channel).thenComparing(Part::oldest, BY_ID));
        for (Part part : parts) {
            Records.each(part.file, reading, record -> channel(record, part.reversed, reading));
        }
    }

    private static void channel(Element record, boolean reversed, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element messages = fields.remove("messages");
        if (messages == null) {
            throw new Refused("has no list of messages");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        Map<String, @Nullable Object> channel = Fields.object(values, "channel");
        MessageLists.Reader reader = (message, draft) -> message(message, draft, reading);
        reading.conversation(new SourceConversation(
                String.valueOf(Fields.id(channel, "id")),
                new ProfileDraft()
                        .title(Fields.text(channel, "name"))
                        .keep("guild", values.get("guild"))
                        .keep("channel", channel)
                        .build(),
                record.place(),
                sink -> {
                    if (reversed) {
                        MessageLists.reversed(messages, reader, sink);
                    } else {
                        MessageLists.each(messages, reader, sink);
                    }
                }));
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        Map<String, @Nullable Object> author = Fields.object(message, "author");
        String nickname = Fields.text(author, "nickname");
        String name = nickname == null ? Fields.text(author, "name") : nickname;
        draft.person(name, reading);
        if (Boolean.TRUE.equals(author.get("isBot")) && (name == null || reading.roleOf(name) == null)) {
            draft.role(Role.ASSISTANT);
        }
        draft.id(message.get("id"))
                .author(name)
                .text(message.get("content") instanceof String content ? content : "")
                .said(Instants.ofIso(message.get("timestamp")))
                .keepAllBut(message, IN_FIELDS);
        if ("Reply".equals(message.get("type"))) {
            draft.parent(Fields.id(Fields.object(message, "reference"), "messageId"));
        }
        for (Object value : Fields.list(message, "attachments")) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String url = Fields.text(file, "url");
            if (url != null) {
                draft.attach(url, null, Fields.number(file.get("fileSizeBytes")), Fields.text(file, "fileName"));
            }
        }
        return null;
    }
}
