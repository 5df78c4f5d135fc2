package dev.chatstore.core.transfer.messenger;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.CsvRows;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.Regions;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data package that Discord gives to a user: what the user wrote, a folder for each channel, newest first. */
public final class DiscordPackageFormat implements Format {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final String HEADER = "ID,Timestamp,Contents,Attachments";

    @Override
    public String name() {
        return "discord-package";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean json = probe.kind() == Probe.Kind.LIST
                && first.containsKey("ID")
                && first.containsKey("Timestamp")
                && first.containsKey("Contents");
        boolean csv = probe.kind() == Probe.Kind.TEXT && probe.text().startsWith(HEADER);
        return json || csv ? new Match(csv ? "csv" : "json", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                Map<String, @Nullable Object> channel = channel(file, reading);
                String id = Fields.id(channel, "id");
                String folder = file.folder().substring(file.folder().lastIndexOf('/') + 1);
                reading.conversation(new SourceConversation(
                        id == null ? (folder.isEmpty() ? "discord" : folder) : Fields.conversationId(id),
                        new ProfileDraft()
                                .title(Fields.text(channel, "name"))
                                .keepAllBut(channel, List.of("id", "name"))
                                .build(),
                        place,
                        sink -> messages(source, sink, reading)));
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    /** Returns what the file next to the messages says about their channel. */
    private static Map<String, @Nullable Object> channel(SourceFile file, SourceReading reading)
            throws IOException, Refused {
        for (SourceFile other : reading.files().files()) {
            if (other.folder().equals(file.folder()) && other.lastName().equals("channel.json")) {
                try (JsonSource source = other.open()) {
                    return Element.root(source).object();
                }
            }
        }
        return Map.of();
    }

    private static void messages(JsonSource source, MessageSink sink, SourceReading reading)
            throws IOException, Refused {
        Element root = Element.root(source);
        if (root.isList()) {
            MessageLists.inOrder(
                    root,
                    (first, second) -> DiscordFormat.isNewestFirst(id(first.object()), id(second.object())),
                    (message, draft) -> message(message, draft, reading),
                    sink);
            return;
        }
        Regions rows = new Regions();
        CsvRows table = new CsvRows(source);
        Region row = table.nextRegion();
        while (row != null) {
            rows.add(row);
            row = table.nextRegion();
        }
        boolean newestFirst = isNewestFirst(table, rows);
        for (int i = 0; i < rows.size(); i++) {
            int index = newestFirst ? rows.size() - 1 - i : i;
            row(table, rows.get(index), Place.of(source, rows.get(index), index), sink, reading);
        }
    }

    private static boolean isNewestFirst(CsvRows table, Regions rows) throws IOException {
        try {
            return rows.size() < 2
                    || DiscordFormat.isNewestFirst(id(table.row(rows.get(0))), id(table.row(rows.get(1))));
        } catch (Refused e) {
            // As all packages are that were seen. The reading of the row reports it.
            return true;
        }
    }

    private static String id(Map<String, @Nullable Object> message) {
        return String.valueOf(Fields.id(message, "ID"));
    }

    private static void row(CsvRows table, Region row, Place place, MessageSink sink, SourceReading reading)
            throws IOException {
        try {
            MessageDraft draft = new MessageDraft(place);
            message(table.row(row), draft, reading);
            sink.add(draft.build());
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        Role chosen = reading.roleOf("me");
        draft.id(message.get("ID"))
                .role(chosen == null ? Role.USER : chosen)
                .text(message.get("Contents") instanceof String text ? text : "")
                .said(Instants.ofIsoOrUtc(message.get("Timestamp")))
                .keepAllBut(message, List.of("ID", "Contents", "Attachments", "Timestamp"));
        String attachments = Fields.text(message, "Attachments");
        if (attachments != null) {
            BETWEEN.splitAsStream(attachments)
                    .filter(url -> !url.isEmpty())
                    .forEach(url -> draft.attach(url, null, null, null));
        }
        return null;
    }
}
