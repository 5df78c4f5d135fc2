package dev.chatstore.core.transfer.assistant;

import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.structure.RecordGroups;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's activity in a Takeout archive, newest first: each record is a prompt and its answer in HTML. Records of one
 * conversation have its address; each of the others is a conversation of its own.
 */
public final class GeminiFormat implements Format {
    private static final Pattern PRODUCT = Pattern.compile("Gemini|Bard");
    private static final Pattern CONVERSATION = Pattern.compile("/app/(?:c/)?([0-9A-Za-z_-]{6,})");
    private static final Pattern PROMPTED = Pattern.compile("^Prompted\\s+");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</(?:p|li|h[1-6]|tr|pre|div)>");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.LIST
                && first.containsKey("title")
                && first.containsKey("time")
                && PRODUCT.matcher(String.valueOf(first.get("header"))).find();
        return fits ? new Match("", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                RecordGroups conversations = new RecordGroups(source, true);
                Refused broken = null;
                try {
                    Element.root(source).each((record, index) -> conversations.add(record, id(record)));
                } catch (Refused e) {
                    broken = e;
                }
                for (int i = 0; i < conversations.size(); i++) {
                    conversation(conversations, i, reading);
                }
                if (broken != null) {
                    throw broken;
                }
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    private static void conversation(RecordGroups conversations, int number, SourceReading reading) throws IOException {
        Element oldest = conversations.oldest(number);
        reading.conversation(new SourceConversation(
                id(oldest),
                Profile.EMPTY,
                oldest.place(),
                sink -> conversations.each(number, (record, index) -> messages(record, index, sink))));
    }

    private static String id(Element record) throws IOException {
        String url = "";
        try {
            Element found = record.isObject() ? record.field("titleUrl") : null;
            url = found == null ? "" : String.valueOf(found.value());
        } catch (Refused e) {
            // Reported by the reading of the record, which is refused too.
            url = "";
        }
        Matcher address = CONVERSATION.matcher(url);
        return address.find()
                ? address.group(1)
                : Digest.id(new Digest().add(record.bytes()).bytes(), 1);
    }

    private static void messages(Element record, long index, MessageSink sink) throws IOException {
        Place place = record.place(index);
        try {
            messages(record.object(), place, sink);
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private static void messages(Map<String, @Nullable Object> record, Place place, MessageSink sink)
            throws IOException, Refused {
        String title = String.valueOf(record.get("title"));
        StringJoiner html = new StringJoiner("\n");
        for (Object item : Fields.list(record, "safeHtmlItem")) {
            String part = Fields.text(Fields.object(item), "html");
            if (part != null) {
                html.add(part);
            }
        }
        if (html.length() == 0 && !PROMPTED.matcher(title).find()) {
            sink.passOver("activity without a prompt");
            return;
        }
        MessageDraft prompt = new MessageDraft(place)
                .role(Role.USER)
                .text(PROMPTED.matcher(title).replaceFirst(""))
                .said(Instants.ofIso(record.get("time")))
                .keepAllBut(record, List.of("title", "time", "safeHtmlItem", "attachedFiles"));
        for (Object file : Fields.list(record, "attachedFiles")) {
            if (file instanceof String path) {
                prompt.attach(path, null, null, path);
            }
        }
        sink.add(prompt.build());
        if (html.length() > 0) {
            sink.add(new MessageDraft(place)
                    .role(Role.ASSISTANT)
                    .text(text(html.toString()))
                    .said(Instants.ofIso(record.get("time")))
                    .keep("html", html.toString())
                    .build());
        }
    }

    private static String text(String html) {
        String plain = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
        return plain.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
    }
}
