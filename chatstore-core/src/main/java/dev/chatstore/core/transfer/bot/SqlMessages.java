package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.JsonText;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads the rows of frameworks' tables. */
final class SqlMessages {
    private SqlMessages() {}

    static @Nullable String openAiAgents(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        Map<String, @Nullable Object> item = Fields.object(JsonText.value(row.get("message_data")));
        String type = Fields.text(item, "type");
        String role = Fields.text(item, "role");
        Object content = item.get("content");
        String text = content instanceof String plain ? plain : parts(Fields.list(item, "content"));
        if (role != null) {
            draft.role(role, Roles.of(role), reading);
        } else if (type == null) {
            throw new Refused("has neither a role nor a type");
        } else if (type.endsWith("_output")) {
            text = item.get("output") instanceof String output ? output : "";
            draft.role(Role.TOOL);
        } else {
            draft.role(Role.ASSISTANT);
        }
        draft.id(row.get("message_position"))
                .text(text)
                .said(Instants.ofIsoOrUtc(row.get("created_at")))
                .keepAllBut(item, List.of("role", "content"))
                .keep("content", content instanceof List<?> ? content : null);
        return null;
    }

    private static String parts(List<@Nullable Object> content) {
        StringJoiner text = new StringJoiner("\n");
        for (Object part : content) {
            String said = Fields.text(Fields.object(part), "text");
            if (said != null) {
                text.add(said);
            }
        }
        return text.toString();
    }

    static @Nullable String rasa(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        String kind = RasaFormat.event(Fields.object(JsonText.value(row.get("data"))), draft);
        draft.id(row.get("message_position"));
        return kind;
    }

    static @Nullable String langChain(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        String kind = LangChainFormat.message(Fields.object(JsonText.value(row.get("message"))), draft, reading);
        draft.id(row.get("message_position"));
        return kind;
    }

    static @Nullable String springAi1(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        // As a part of what identifies the message it would make each save another message.
        draft.keep("timestamp", row.get("said_at"))
                .changed("its time is that of the last save of its conversation, and stays in the metadata");
        return springAi(row, draft, reading);
    }

    static @Nullable String springAi2(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        draft.id(row.get("message_position")).said(said(row.get("said_at"), draft, reading));
        return springAi(row, draft, reading);
    }

    private static @Nullable String springAi(
            Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading) throws Refused {
        String type = String.valueOf(row.get("type"));
        if (!(row.get("content") instanceof String text)) {
            throw new Refused("has a content that is no text");
        }
        draft.role(type, Roles.of(type), reading).text(text);
        return null;
    }

    static @Nullable String session(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading)
            throws Refused {
        String type = String.valueOf(row.get("message_type"));
        Object data = JsonText.value(row.get("message_data"));
        String content = row.get("message_content") instanceof String text ? text : "";
        StringJoiner responses = new StringJoiner("\n");
        for (Object response : data instanceof List<?> list ? list : List.of()) {
            String said = Fields.text(Fields.object(response), "responseData");
            if (said != null) {
                responses.add(said);
            }
        }
        Map<String, @Nullable Object> metadata = Fields.object(JsonText.value(row.get("metadata")));
        draft.id(row.get("id"))
                .role(type, Roles.of(type), reading)
                .text(content.isEmpty() ? responses.toString() : content)
                .said(said(row.get("said_at"), draft, reading))
                .keep("message_data", data)
                .keep("branch", row.get("branch"))
                .keep("metadata", metadata.isEmpty() ? null : metadata);
        flag(row, "archived", draft);
        flag(row, "synthetic", draft);
        return null;
    }

    private static void flag(Map<String, @Nullable Object> row, String key, MessageDraft draft) {
        Object value = row.get(key);
        if (Boolean.TRUE.equals(value) || (value instanceof Number number && number.intValue() != 0)) {
            draft.keep(key, true);
        }
    }

    /** Returns a time that drivers write as milliseconds or without a zone. */
    private static @Nullable Instant said(@Nullable Object value, MessageDraft draft, SourceReading reading) {
        BigDecimal number = Fields.number(value);
        if (number != null) {
            return Instants.ofMillis(number);
        }
        Instant instant = Instants.ofIso(value);
        LocalDateTime local = instant == null ? Instants.localOfIso(value) : null;
        Instant said = local == null ? instant : reading.instantOf(local);
        draft.written(local);
        if (said == null && value != null) {
            draft.keep("timestamp", value).changed("its time has no zone, and stays in the metadata");
        }
        return said;
    }
}
