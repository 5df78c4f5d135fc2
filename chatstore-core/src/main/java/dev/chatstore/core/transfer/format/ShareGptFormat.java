package dev.chatstore.core.transfer.format;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets for fine-tuning in the form of ShareGPT: {@code {"conversations": [{"from": "human", "value": ...}]}}. */
public final class ShareGptFormat implements Format {
    private static final List<String> LISTS = List.of("conversations", "conversation");

    @Override
    public String name() {
        return "sharegpt";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        for (Map<String, @Nullable Object> record : probe.firsts()) {
            for (String key : LISTS) {
                for (Object message : Fields.list(record, key)) {
                    Map<String, @Nullable Object> object = Fields.object(message);
                    if (object.containsKey("from") && object.containsKey("value")) {
                        return new Match("", true);
                    }
                }
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        LongMap counts = new LongMap();
        for (SourceFile file : files) {
            Records.each(file, reading, record -> conversation(record, counts, reading));
        }
    }

    private static void conversation(Element record, LongMap counts, SourceReading reading)
            throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element list = fields.remove("conversations");
        Element messages = list == null ? fields.remove("conversation") : list;
        if (messages == null) {
            throw new Refused("has no list of messages");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        // An id in a set is often the number of the row, which other sets have too.
        byte[] digest = new Digest().add(record.bytes()).bytes();
        reading.conversation(new SourceConversation(
                Digest.id(digest, counts.increment(Digest.first(digest))),
                new ProfileDraft()
                        .systemPrompt(Fields.text(values, "system"))
                        .keepAllBut(values, List.of("system"))
                        .build(),
                record.place(),
                sink -> MessageLists.each(messages, (message, draft) -> message(message, draft, reading), sink)));
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) throws Refused {
        String from = Fields.text(message, "from");
        if (from == null) {
            throw new Refused("has no sender");
        }
        // A call is what the model says.
        boolean call = from.equals("function_call");
        draft.role(from, call ? Role.ASSISTANT : Roles.of(from), reading)
                .text(message.get("value") instanceof String text ? text : "")
                .keepAllBut(message, List.of("from", "value"));
        if (Roles.of(from) == null || call || from.equals("observation")) {
            draft.keep("from", from);
        }
        return null;
    }
}
