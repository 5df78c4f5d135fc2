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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a chat once. A message goes on until the next line that begins with a time. */
final class WhatsAppReader {
    private static final Pattern MARKS = Pattern.compile("[\\u200E\\u200F]");
    private static final Pattern ATTACHED =
            Pattern.compile("<(?:attached|Anhang|adjunto|pièce jointe|allegato|anexado)\\s?: (.+)>"
                    + "|(\\S.*\\.\\w{2,5}) \\((?:file attached|Datei angehängt|archivo adjunto|fichier joint)\\)");
    private static final Pattern OMITTED =
            Pattern.compile("<(?:Media omitted|Medien ausgeschlossen|Multimedia omitido|Médias omis)>"
                    + "|(?:image|video|audio|sticker|GIF|document|Contact card) omitted");
    private static final String EDITED = "<This message was edited>";

    private final JsonSource source;
    private final Set<String> senders;
    private final boolean dayFirst;
    private final SourceReading reading;
    private final MessageSink sink;
    private final LongMap counts = new LongMap();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WhatsAppStamp stamp;
    private @Nullable String sender;
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
        text.setLength(0);
        sender = senderOf(next);
        text.append(
                sender == null
                        ? next.rest()
                        : next.rest().substring(sender.length() + 1).stripLeading());
    }

    /** Returns the sender; one who is known from other messages may be followed by a colon alone. */
    private @Nullable String senderOf(WhatsAppStamp next) {
        String found = next.sender();
        int colon = next.rest().indexOf(':');
        if (found == null && colon > 0 && senders.contains(next.rest().substring(0, colon))) {
            return next.rest().substring(0, colon);
        }
        return found;
    }

    private void goOn(TextLines.Line line) {
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
        if (sender == null) {
            sink.passOver("event without a sender");
            return;
        }
        Place place = Place.of(source, at, index++);
        if (tooLong) {
            sink.skip(place, new Refused("is longer than what is read"));
            return;
        }
        try {
            MessageDraft draft = new MessageDraft(place);
            read(ended, sender, draft);
            sink.add(draft.build());
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private void read(WhatsAppStamp ended, String from, MessageDraft draft) {
        String name = MARKS.matcher(from).replaceAll("").replaceFirst("^~[ \\u00A0\\u202F]?", "");
        String said = MARKS.matcher(text).replaceAll("").stripTrailing();
        // The time as it is written: with another zone it is still the same message.
        byte[] digest = new Digest().add(ended.text()).add(name).add(said).bytes();
        draft.id(Digest.id(digest, counts.increment(Digest.first(digest))))
                .person(name, reading)
                .author(name)
                .keep("time", ended.text());
        LocalDateTime local = ended.time(dayFirst);
        Instant instant = local == null ? null : reading.instantOf(local);
        draft.said(instant);
        if (instant == null) {
            draft.changed("its time has no zone, and stays in the metadata");
        }
        if (said.endsWith(EDITED)) {
            draft.keep("edited", true);
            said = said.substring(0, said.length() - EDITED.length()).stripTrailing();
        }
        draft.text(media(said, draft));
    }

    /** Returns a text without the name of its file, which is attached. */
    private static String media(String said, MessageDraft draft) {
        Matcher attached = ATTACHED.matcher(said);
        if (attached.find()) {
            String file = attached.group(1) == null ? attached.group(2) : attached.group(1);
            draft.attach(file, null, null, file);
            return (said.substring(0, attached.start()) + said.substring(attached.end())).strip();
        }
        if (OMITTED.matcher(said).matches()) {
            draft.changed("its file is not in the export");
        }
        return said;
    }
}
