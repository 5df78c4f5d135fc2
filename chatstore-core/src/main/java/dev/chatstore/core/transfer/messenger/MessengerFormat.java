package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.IgnoringSink;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messenger's and Instagram's exports: a folder of numbered files for each thread, the newest message first in each file and
 * the newest file first; and the files of end-to-end encrypted chats.
 */
public final class MessengerFormat implements Format {
    private static final Pattern NUMBERED = Pattern.compile("message_(\\d+)\\.json");

    @Override
    public String name() {
        return "messenger";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        if (probe.kind() != Probe.Kind.OBJECT) {
            return null;
        }
        for (Object value : Fields.list(probe.first(), "messages")) {
            Map<String, @Nullable Object> message = Fields.object(value);
            if (message.containsKey("sender_name") && message.containsKey("timestamp_ms")) {
                return new Match("", true);
            }
            if (message.containsKey("senderName") && message.containsKey("timestamp")) {
                return new Match("encrypted", true);
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        Map<String, List<SourceFile>> threads = new LinkedHashMap<>();
        for (SourceFile file : files) {
            boolean numbered = NUMBERED.matcher(file.lastName()).matches();
            threads.computeIfAbsent(numbered ? file.folder() : file.name(), name -> new ArrayList<>())
                    .add(file);
        }
        for (List<SourceFile> thread : threads.values()) {
            // The highest number has the oldest messages.
            thread.sort(Comparator.comparingInt(MessengerFormat::number).reversed());
            thread(thread, reading);
        }
    }

    private static int number(SourceFile file) {
        Matcher numbered = NUMBERED.matcher(file.lastName());
        return numbered.matches() && numbered.group(1).length() < 9 ? Integer.parseInt(numbered.group(1)) : 0;
    }

    private static void thread(List<SourceFile> files, SourceReading reading) throws IOException {
        SourceFile newest = files.get(files.size() - 1);
        Place place = new Place(newest.name(), new Region(0, 0, 1, 1), null, null);
        try (JsonSource source = newest.open()) {
            Map<String, Element> fields = Element.root(source).fields();
            fields.remove("messages");
            Map<String, @Nullable Object> values = Mojibake.repaired(Element.values(fields));
            String title = Fields.text(values, "title");
            reading.conversation(new SourceConversation(
                    id(values, files),
                    new ProfileDraft()
                            .title(title == null ? Fields.text(values, "threadName") : title)
                            .keepAllBut(values, List.of("title", "threadName"))
                            .build(),
                    place,
                    sink -> messages(files, sink, reading)));
        } catch (Refused e) {
            reading.skip(place, e);
        }
    }

    private static String id(Map<String, @Nullable Object> values, List<SourceFile> files) throws IOException, Refused {
        String path = Fields.text(values, "thread_path");
        String name = path == null ? Fields.text(values, "threadName") : path;
        if (name != null && Fields.isConversationId(name)) {
            return name;
        }
        Set<String> people = new TreeSet<>();
        messages(files, (message, draft) -> {
            people.add(String.valueOf(sender(message)));
            return "";
        });
        Digest digest = new Digest();
        people.forEach(digest::add);
        return Digest.id(digest.bytes(), 1);
    }

    private static void messages(List<SourceFile> files, MessageSink sink, SourceReading reading)
            throws IOException, Refused {
        read(files, (message, draft) -> MessengerMessage.read(message, draft, reading), sink);
    }

    private static void messages(List<SourceFile> files, MessageLists.Reader reader) throws IOException, Refused {
        read(files, reader, IgnoringSink.INSTANCE);
    }

    private static void read(List<SourceFile> files, MessageLists.Reader reader, MessageSink sink)
            throws IOException, Refused {
        for (SourceFile file : files) {
            try (JsonSource source = file.open()) {
                Element messages = Element.root(source).fields().get("messages");
                if (messages == null) {
                    throw new Refused("has no list of messages");
                }
                MessageLists.reversed(messages, reader, sink);
            }
        }
    }

    static @Nullable String sender(Map<String, @Nullable Object> message) {
        String sender = Fields.text(message, "sender_name");
        return sender == null ? Fields.text(message, "senderName") : Mojibake.repaired(sender);
    }
}
