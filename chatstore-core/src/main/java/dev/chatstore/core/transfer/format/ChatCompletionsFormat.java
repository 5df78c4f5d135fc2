package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Lines;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines, or a list, of {@code {"messages": [{"role": ..., "content": ...}]}}, as chat-completion APIs use them. */
public final class ChatCompletionsFormat implements Format {
    @Override
    public String name() {
        return "chat-completions";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        boolean several = probe.kind() == Probe.Kind.LINES || probe.kind() == Probe.Kind.LIST;
        boolean fits = several && probe.firsts().stream().anyMatch(ChatCompletionsFormat::isRecord);
        return fits ? new Match("", true) : null;
    }

    private static boolean isRecord(Map<String, @Nullable Object> record) {
        return Fields.list(record, "messages").stream()
                .map(Fields::object)
                .anyMatch(message -> message.containsKey("role")
                        && (message.containsKey("content") || message.containsKey("tool_calls")));
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        LongMap unnamed = new LongMap();
        for (SourceFile file : files) {
            try (JsonSource source = file.open()) {
                read(source, unnamed, reading);
            } catch (BrokenSource e) {
                reading.broken(e);
            }
        }
    }

    private static void read(JsonSource source, LongMap unnamed, SourceReading reading) throws IOException {
        Region content = Records.content(source);
        Element root = new Element(source, content);
        if (root.isList()) {
            Records.list(root, reading, record -> conversation(record, unnamed, reading));
            return;
        }
        Lines lines = new Lines(source, content);
        Lines.Line line = lines.next();
        while (line != null) {
            Element element = new Element(source, line.region());
            try {
                conversation(element, unnamed, reading);
            } catch (Refused e) {
                if (!line.ended() && isCutOff(source, line.region(), e)) {
                    Place end = Place.of(source, line.region().end());
                    throw new BrokenSource(end, new Refused("is cut off"));
                }
                reading.skip(element.place(), e);
            }
            line = lines.next();
        }
    }

    private static void conversation(Element element, LongMap unnamed, SourceReading reading)
            throws IOException, Refused {
        LooseRecord record = LooseRecord.of(element);
        String id = hasId(record) ? "" : unnamed(record, unnamed);
        record.give(false, id, element, reading);
    }

    private static boolean hasId(LooseRecord record) throws IOException, Refused {
        Element given = record.fields().get("id");
        String id = given == null ? null : Fields.id(given.value());
        return id != null && Fields.isConversationId(id);
    }

    /** Returns an id by what a conversation says: its line changes when others are put before it. */
    private static String unnamed(LooseRecord record, LongMap unnamed) throws IOException {
        byte[] digest = new Digest().add(record.messages().bytes()).bytes();
        return Digest.id(digest, unnamed.increment(Digest.first(digest)));
    }

    /** Returns whether a broken line is the beginning of an object: one that ends in no brace, or within itself. */
    private static boolean isCutOff(JsonSource source, Region line, Refused refused) throws IOException {
        return source.at(line.from()) == '{' && (refused.isCutOff() || source.at(line.to() - 1) != '}');
    }
}
