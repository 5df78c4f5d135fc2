package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Slack's export: a folder for each channel with a file for each day, and lists of channels and users. */
public final class SlackFormat implements Format {
    private static final List<String> LISTS = List.of("channels.json", "groups.json", "dms.json", "mpims.json");

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.LIST
                && "message".equals(first.get("type"))
                && first.get("ts") instanceof String
                && (first.containsKey("user") || first.containsKey("bot_id") || first.containsKey("subtype"));
        return fits ? new Match("", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        Map<String, Map<String, @Nullable Object>> channels = new HashMap<>();
        for (String list : LISTS) {
            for (Map<String, @Nullable Object> channel : records(list, reading)) {
                String id = String.valueOf(Fields.id(channel, "id"));
                channels.put(id, channel);
                String name = Fields.text(channel, "name");
                channels.put(name == null ? id : name, channel);
            }
        }
        Map<String, String> users = new HashMap<>();
        for (Map<String, @Nullable Object> user : records("users.json", reading)) {
            String real = Fields.text(user, "real_name");
            String name = real == null ? Fields.text(user, "name") : real;
            if (name != null) {
                users.put(String.valueOf(Fields.id(user, "id")), name);
            }
        }
        Map<String, List<SourceFile>> folders = new LinkedHashMap<>();
        for (SourceFile file : files) {
            folders.computeIfAbsent(file.folder(), folder -> new ArrayList<>()).add(file);
        }
        for (Map.Entry<String, List<SourceFile>> folder : folders.entrySet()) {
            String name = folder.getKey().substring(folder.getKey().lastIndexOf('/') + 1);
            channel(name, channels.getOrDefault(name, Map.of()), folder.getValue(), users, reading);
        }
    }

    /** Returns the records of a list, which describes channels or users and is small. */
    private static List<Map<String, @Nullable Object>> records(String name, SourceReading reading) throws IOException {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        Optional<SourceFile> file = reading.files().named(name);
        if (file.isPresent()) {
            Records.each(file.get(), reading, record -> records.add(record.object()));
        }
        return records;
    }

    private static void channel(
            String name,
            Map<String, @Nullable Object> channel,
            List<SourceFile> days,
            Map<String, String> users,
            SourceReading reading)
            throws IOException {
        String id = Fields.id(channel, "id");
        Place place = new Place(days.get(0).name(), new Region(0, 0, 1, 1), null, null);
        String shown = name.isEmpty() ? "slack" : name;
        reading.conversation(new SourceConversation(
                Fields.conversationId(id == null ? shown : id),
                new ProfileDraft()
                        .title(shown)
                        .keepAllBut(channel, List.of("id", "name"))
                        .build(),
                place,
                sink -> {
                    for (SourceFile day : days) {
                        try (JsonSource source = day.open()) {
                            MessageLists.each(
                                    Element.root(source),
                                    (message, draft) -> SlackMessage.read(message, draft, users, reading),
                                    sink);
                        } catch (Refused e) {
                            sink.skip(new Place(day.name(), new Region(0, 0, 1, 1), null, null), e);
                        }
                    }
                }));
    }
}
