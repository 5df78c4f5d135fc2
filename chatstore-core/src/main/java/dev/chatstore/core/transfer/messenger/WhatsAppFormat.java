package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.source.TextLines;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp's export of a chat as text. It has no ids and no time zone, and its dates go by the phone's language. A chat has an
 * id that is made of its senders' names.
 */
public final class WhatsAppFormat implements Format {
    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        boolean text = probe.kind() != Probe.Kind.OBJECT && probe.kind() != Probe.Kind.LINES;
        boolean fits = text
                && probe.text()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(1)
                        .anyMatch(line -> WhatsAppStamp.of(line) != null);
        return fits ? new Match("", true) : null;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                Overview overview = Overview.of(new TextLines(source));
                Boolean known = overview.dayFirst();
                boolean dayFirst = known == null ? reading.dayComesFirst() : known;
                Digest digest = new Digest();
                overview.senders.forEach(digest::add);
                reading.conversation(new SourceConversation(
                        Digest.id(digest.bytes(), 1),
                        new ProfileDraft().title(title(file)).build(),
                        place,
                        sink -> new WhatsAppReader(source, overview.senders, dayFirst, reading, sink).read()));
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    /** Returns the name of the chat, which stands in the name of the file if anywhere. */
    private static String title(SourceFile file) {
        String name = file.lastName();
        String stem = name.endsWith(".txt") ? name.substring(0, name.length() - ".txt".length()) : name;
        return stem.startsWith("WhatsApp Chat with ") ? stem.substring("WhatsApp Chat with ".length()) : stem;
    }

    /** What only the whole of a chat tells: who takes part, and in which order dates are written. */
    private static final class Overview {
        private final Set<String> senders = new TreeSet<>();
        private boolean dayFirst;
        private boolean monthFirst;
        private long fallsIfDayFirst;
        private long fallsIfMonthFirst;
        private @Nullable LocalDateTime lastIfDayFirst;
        private @Nullable LocalDateTime lastIfMonthFirst;

        static Overview of(TextLines lines) throws IOException {
            Overview overview = new Overview();
            TextLines.Line line = lines.next();
            while (line != null) {
                WhatsAppStamp stamp = line.text() == null ? null : WhatsAppStamp.of(line.text());
                if (stamp != null) {
                    overview.add(stamp);
                }
                line = lines.next();
            }
            return overview;
        }

        private void add(WhatsAppStamp stamp) {
            String sender = stamp.sender();
            if (sender != null) {
                senders.add(sender);
            }
            Boolean told = stamp.isDayFirst();
            dayFirst |= Boolean.TRUE.equals(told);
            monthFirst |= Boolean.FALSE.equals(told);
            LocalDateTime byDay = stamp.time(true);
            LocalDateTime byMonth = stamp.time(false);
            fallsIfDayFirst += isBefore(byDay, lastIfDayFirst) ? 1 : 0;
            fallsIfMonthFirst += isBefore(byMonth, lastIfMonthFirst) ? 1 : 0;
            lastIfDayFirst = byDay;
            lastIfMonthFirst = byMonth;
        }

        private static boolean isBefore(@Nullable LocalDateTime time, @Nullable LocalDateTime last) {
            return time != null && last != null && time.isBefore(last);
        }

        /** Returns whether the day comes first, or null if nothing tells. A chat is in the order of its times. */
        @Nullable Boolean dayFirst() {
            if (dayFirst != monthFirst) {
                return dayFirst;
            }
            return fallsIfDayFirst == fallsIfMonthFirst ? null : Boolean.valueOf(fallsIfDayFirst < fallsIfMonthFirst);
        }
    }
}
