package dev.chatstore.core.transfer.format;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets for fine-tuning in the form of Alpaca: an instruction, its input and the output make one conversation. */
public final class AlpacaFormat implements Format {
    private static final List<String> IN_FIELDS = List.of("instruction", "input", "output", "system", "history");

    @Override
    public String name() {
        return "alpaca";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = first.get("instruction") instanceof String && first.get("output") instanceof String;
        return fits ? new Match("", true) : null;
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
        Map<String, @Nullable Object> values = record.object();
        // An id in a set is often the number of the row, which other sets have too.
        byte[] digest = new Digest().add(record.bytes()).bytes();
        reading.conversation(new SourceConversation(
                Digest.id(digest, counts.increment(Digest.first(digest))),
                new ProfileDraft()
                        .systemPrompt(Fields.text(values, "system"))
                        .keepAllBut(values, IN_FIELDS)
                        .build(),
                record.place(),
                sink -> messages(record, sink)));
    }

    private static void messages(Element record, MessageSink sink) throws IOException, Refused {
        Map<String, @Nullable Object> values = record.object();
        List<@Nullable Object> turns = new ArrayList<>();
        for (Object turn : Fields.list(values, "history")) {
            turns.addAll(turn instanceof List<?> pair ? pair : List.of());
        }
        String instruction = Fields.text(values, "instruction");
        String input = Fields.text(values, "input");
        turns.add((instruction == null ? "" : instruction) + (input == null ? "" : "\n" + input));
        turns.add(values.get("output"));
        for (int i = 0; i < turns.size(); i++) {
            MessageDraft draft = new MessageDraft(record.place(i)).role(i % 2 == 0 ? Role.USER : Role.ASSISTANT);
            try {
                sink.add(draft.text(turns.get(i) instanceof String text ? text : "")
                        .build());
            } catch (Refused e) {
                sink.skip(record.place(i), e);
            }
        }
    }
}
