package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Telegram Desktop's export, of one chat or of all. */
public final class TelegramFormat implements Format {
    private static final List<String> LISTS = List.of("chats", "left_chats");
    private static final List<String> IN_FIELDS =
            List.of("id", "type", "from", "text", "text_entities", "date_unixtime", "photo", "file");

    /** How a place begins where a file was not exported. */
    private static final String NO_FILE = "(File ";

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        if (probe.kind() != Probe.Kind.OBJECT) {
            return null;
        }
        for (String key : LISTS) {
            List<@Nullable Object> chats = Fields.list(Fields.object(first, key), "list");
            if (chats.stream().anyMatch(chat -> isChat(Fields.object(chat)))) {
                return new Match("", true);
            }
        }
        return isChat(first) ? new Match("", true) : null;
    }

    private static boolean isChat(Map<String, @Nullable Object> chat) {
        return Fields.list(chat, "messages").stream().map(Fields::object).anyMatch(message -> {
            Object type = message.get("type");
            return ("message".equals(type) || "service".equals(type))
                    && (message.containsKey("date") || message.containsKey("date_unixtime"))
                    && (message.containsKey("from") || message.containsKey("actor"));
        });
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> export(record, reading));
        }
    }

    private static void export(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        boolean lists = false;
        for (String key : LISTS) {
            Element chats =
                    fields.containsKey(key) ? fields.get(key).begunFields().get("list") : null;
            if (chats != null) {
                lists = true;
                Records.list(chats, reading, chat -> chat(chat, chat.fields(), reading));
            }
        }
        if (!lists) {
            chat(record, fields, reading);
        }
    }

    private static void chat(Element record, Map<String, Element> fields, SourceReading reading)
            throws IOException, Refused {
        Element messages = fields.remove("messages");
        if (messages == null) {
            throw new Refused("has no list of messages");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        String id = Fields.id(values, "id");
        String name = Fields.text(values, "name");
        reading.conversation(new SourceConversation(
                id == null ? idOf(name, messages) : Fields.conversationId(id),
                new ProfileDraft()
                        .title(name)
                        .keepAllBut(values, List.of("id", "name"))
                        .build(),
                record.place(),
                sink -> messages.each((element, index) -> message(element, index, sink, reading))));
    }

    /** Returns an id of a chat that has none: by its name, else by its first messages. */
    private static String idOf(@Nullable String name, Element messages) throws IOException, Refused {
        if (name != null) {
            return Digest.id(new Digest().add(name).bytes(), 1);
        }
        FirstMessages first = new FirstMessages("id", "date", "date_unixtime", "text");
        messages.each((element, index) -> {
            if (!first.isComplete() && element.isObject()) {
                first.add(element.object());
            }
        });
        return first.id();
    }

    private static void message(Element element, long index, MessageSink sink, SourceReading reading)
            throws IOException {
        try {
            Map<String, @Nullable Object> message = element.object();
            if (!"message".equals(message.get("type"))) {
                sink.passOver("service message");
                return;
            }
            MessageDraft draft = new MessageDraft(element.place(index)).id(message.get("id"));
            read(message, draft, reading);
            sink.add(draft.build());
        } catch (Refused e) {
            sink.skip(element.place(index), e);
        }
    }

    private static void read(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        String from = Fields.text(message, "from");
        String fromId = Fields.id(message, "from_id");
        Object text = message.get("text");
        draft.role(Roles.ofSender(reading, false, fromId, from));
        draft.author(from == null ? fromId : from).text(text(text)).keepAllBut(message, IN_FIELDS);
        // What is bold or a link shows only in the parts.
        draft.keep("text_entities", text instanceof List<?> ? text : null);
        if (!message.containsKey("reply_to_peer_id")) {
            draft.parent(Fields.id(message, "reply_to_message_id"));
        }
        draft.said(said(message, draft, reading));
        attach(message, "photo", "image/jpeg", draft);
        attach(message, "file", Fields.text(message, "mime_type"), draft);
    }

    private static @Nullable Instant said(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        Instant safe = Instants.ofSeconds(message.get("date_unixtime"));
        LocalDateTime local = safe == null ? Instants.localOfIso(message.get("date")) : null;
        Instant said = local == null ? safe : reading.instantOf(local);
        if (said == null) {
            draft.changed("its time has no zone, and stays in the metadata");
        }
        return said;
    }

    private static String text(@Nullable Object text) {
        if (!(text instanceof List<?> parts)) {
            return text instanceof String plain ? plain : "";
        }
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            String object = Fields.text(Fields.object(part), "text");
            joined.append(part instanceof String plain ? plain : object == null ? "" : object);
        }
        return joined.toString();
    }

    private static void attach(
            Map<String, @Nullable Object> message, String key, @Nullable String type, MessageDraft draft) {
        String path = Fields.text(message, key);
        if (path == null) {
            return;
        }
        if (path.startsWith(NO_FILE)) {
            draft.keep(key, path).changed("its file is not in the export");
        } else {
            draft.attach(path, type, Fields.number(message.get(key + "_size")), Fields.text(message, "file_name"));
        }
    }
}
