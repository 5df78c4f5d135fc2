package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Google Chat in a Takeout archive. Its dates are prose in the account's language, of which English is read. */
public final class GoogleChatFormat implements Format {
    private static final DateTimeFormatter PROSE =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu 'at' h:mm:ss a z", Locale.ENGLISH);
    private static final List<String> IN_FIELDS = List.of("creator", "created_date", "text", "message_id");

    @Override
    public String name() {
        return "google-chat";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        if (probe.kind() != Probe.Kind.OBJECT) {
            return null;
        }
        for (Object value : Fields.list(probe.first(), "messages")) {
            Map<String, @Nullable Object> message = Fields.object(value);
            if (message.containsKey("creator") && message.containsKey("message_id")) {
                return new Match("", true);
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                Map<String, Element> fields = Element.root(source).fields();
                Element messages = fields.get("messages");
                if (messages == null) {
                    throw new Refused("has no list of messages");
                }
                Map<String, @Nullable Object> group = group(file, reading);
                reading.conversation(new SourceConversation(
                        id(file, messages),
                        new ProfileDraft()
                                .title(Fields.text(group, "name"))
                                .keepAllBut(group, List.of("name"))
                                .build(),
                        place,
                        sink -> {
                            LongMap seen = new LongMap();
                            MessageLists.each(
                                    messages, (message, draft) -> message(message, draft, seen, reading), sink);
                        }));
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    /** Returns what the file next to the messages says about their group. */
    private static Map<String, @Nullable Object> group(SourceFile file, SourceReading reading) throws IOException {
        for (SourceFile other : reading.files().files()) {
            if (other.folder().equals(file.folder()) && other.lastName().equals("group_info.json")) {
                try (JsonSource source = other.open()) {
                    return Element.root(source).object();
                } catch (Refused e) {
                    reading.skip(new Place(other.name(), new Region(0, 0, 1, 1), null, null), e);
                }
            }
        }
        return Map.of();
    }

    /** Returns the group's id, which each message's id begins with. */
    private static String id(SourceFile file, Element messages) throws IOException, Refused {
        List<String> found = new ArrayList<>();
        messages.each((element, index) -> {
            Element given = found.isEmpty() && element.isObject() ? element.field("message_id") : null;
            String id = given == null ? null : Fields.id(given.value());
            if (id != null && id.indexOf('/') > 0) {
                found.add(id.substring(0, id.indexOf('/')));
            }
        });
        return found.isEmpty() ? Digest.id(new Digest().add(file.folder()).bytes(), 1) : found.get(0);
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, LongMap seen, SourceReading reading) {
        Map<String, @Nullable Object> creator = Fields.object(message, "creator");
        String name = Fields.text(creator, "name");
        String author = name == null ? Fields.text(creator, "email") : name;
        Instant said = time(Fields.text(message, "created_date"));
        String id = Fields.id(message, "message_id");
        String root = rootOf(id);
        if (root != null && !root.equals(id) && seen.get(Digest.of(root)) != 0) {
            draft.parent(root);
        }
        if (id != null) {
            seen.put(Digest.of(id), 1);
        }
        draft.id(id)
                .role(Roles.ofSender(
                        reading, "Bot".equals(creator.get("user_type")), name, Fields.text(creator, "email")))
                .author(author)
                .text(message.get("text") instanceof String text ? text : "")
                .said(said)
                .keepAllBut(message, IN_FIELDS)
                .keep("creator", creator);
        if (said == null) {
            draft.keep("created_date", message.get("created_date"))
                    .changed("its time is not one that can be read, and stays in the metadata");
        }
        for (Object value : Fields.list(message, "attached_files")) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String original = Fields.text(file, "original_name");
            String exported = Fields.text(file, "export_name");
            String reference = exported == null ? original : exported;
            if (reference != null) {
                draft.attach(reference, null, null, original);
            }
        }
        return null;
    }

    /** Returns the id of the message that began a topic: an id is that of the group, of the topic and of the message. */
    private static @Nullable String rootOf(@Nullable String id) {
        int first = id == null ? -1 : id.indexOf('/');
        int last = id == null ? -1 : id.lastIndexOf('/');
        return id == null || first < 0 || last <= first ? null : id.substring(0, last) + id.substring(first, last);
    }

    private static @Nullable Instant time(@Nullable String prose) {
        try {
            return prose == null ? null : Instant.from(PROSE.parse(prose.replace('\u202F', ' ')));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
