package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.source.TextLines;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a chat once. A message goes on until the next line that begins with a time. */
final class WhatsAppReader {
    private final JsonSource source;
    private final Set<String> senders;
    private final boolean dayFirst;
    private final SourceReading reading;
    private final MessageSink sink;
    private final LongMap counts = new LongMap();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WhatsAppStamp stamp;
    private WhatsAppStamp.@Nullable Said said;
    private @Nullable Region region;
    private boolean tooLong;
    private long index;

    WhatsAppReader(JsonSource source, Set<String> senders, boolean dayFirst, SourceReading reading, MessageSink sink) {
        this.source = source;
        this.senders = senders;
        this.dayFirst = dayFirst;
        this.reading = reading;
        this.sink = sink;
    }

    void read() throws IOException, Refused {
        TextLines lines = new TextLines(source);
        TextLines.Line line = lines.next();
        while (line != null) {
            WhatsAppStamp next = line.text() == null ? null : WhatsAppStamp.of(line.text());
            if (next == null) {
                goOn(line);
            } else {
                end();
                begin(next, line.region());
            }
            line = lines.next();
        }
        end();
    }

    private void begin(WhatsAppStamp next, Region at) {
        stamp = next;
        region = at;
        tooLong = false;
        said = next.said(senders);
        text.setLength(0);
        text.append(said == null ? next.rest() : said.text());
    }

    private void goOn(TextLines.Line line) {
        // A message is as large as all of its lines: what waits to be stored is bounded by it.
        region = region == null ? null : new Region(region.from(), line.region().to(), region.line(), region.column());
        tooLong |= line.text() == null || text.length() + line.text().length() > source.maxValueBytes();
        if (tooLong) {
            text.setLength(0);
        } else {
            text.append('\n').append(line.text());
        }
    }

    private void end() throws IOException {
        WhatsAppStamp ended = stamp;
        Region at = region;
        if (ended == null || at == null) {
            return;
        }
        stamp = null;
        if (said == null) {
            boolean colon = ended.sender() != null;
            sink.passOver(colon ? "event that has a colon" : "event without a sender");
            return;
        }
        Place place = Place.of(source, at, index++);
        if (tooLong) {
            sink.skip(place, new Refused("is longer than what is read"));
            return;
        }
        try {
            MessageDraft draft = new MessageDraft(place);
            read(ended, said.sender(), draft);
            sink.add(draft.build());
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private void read(WhatsAppStamp ended, String name, MessageDraft draft) {
        WhatsAppText content = WhatsAppText.of(text.toString());
        // The time as it is written: with another zone it is still the same message. A sender's name changes when the
        // owner of the phone saves it.
        byte[] digest = new Digest().add(ended.text()).add(content.identity()).bytes();
        draft.id(Digest.id(digest, counts.increment(Digest.first(digest))))
                .person(name, reading)
                .author(name)
                .text(content.text())
                .keep("time", ended.text())
                .keep("edited", content.edited() ? true : null);
        LocalDateTime local = ended.time(dayFirst);
        Instant instant = local == null ? null : reading.instantOf(local);
        draft.said(instant);
        if (instant == null) {
            draft.changed("its time has no zone, and stays in the metadata");
        }
        if (content.file() != null) {
            draft.attach(content.file(), null, null, content.file());
        }
        if (content.omitted()) {
            draft.changed("its file is not in the export");
        }
    }
}
