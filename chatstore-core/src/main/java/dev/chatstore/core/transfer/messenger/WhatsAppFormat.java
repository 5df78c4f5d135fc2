package dev.chatstore.core.transfer.messenger;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp's export of a chat as text. It has no ids and no time zone, and its dates go by the phone's language. A chat has an
 * id that is made of its first two messages: who takes part changes, and names do when a contact is saved.
 */
public final class WhatsAppFormat implements Format {
    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        boolean text = probe.kind() != Probe.Kind.OBJECT && probe.kind() != Probe.Kind.LINES;
        List<String> lines =
                text ? probe.text().lines().filter(line -> !line.isBlank()).toList() : List.of();
        if (lines.isEmpty() || WhatsAppStamp.of(lines.get(0)) == null) {
            return null;
        }
        List<WhatsAppStamp> stamps =
                lines.stream().map(WhatsAppStamp::of).filter(Objects::nonNull).toList();
        if (stamps.stream().allMatch(stamp -> stamp.sender() == null)) {
            return null;
        }
        // Logs begin their lines with a time as well.
        boolean certain = stamps.get(0).typical()
                && stamps.stream().filter(WhatsAppStamp::typical).count() > 1;
        return new Match("", certain);
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
                WhatsAppOverview overview = WhatsAppOverview.of(new TextLines(source));
                Boolean known = overview.dayFirst();
                boolean dayFirst = known == null ? reading.dayComesFirst() : known;
                Set<String> senders = overview.senders();
                reading.conversation(new SourceConversation(
                        overview.id(senders),
                        new ProfileDraft().title(title(file)).build(),
                        place,
                        sink -> new WhatsAppReader(source, senders, dayFirst, reading, sink).read()));
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
}
