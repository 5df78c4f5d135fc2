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
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

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
                for (Map.Entry<String, List<Element>> conversation :
                        conversations(Element.root(source)).entrySet()) {
                    List<Element> newestFirst = conversation.getValue();
                    reading.conversation(new SourceConversation(
                            conversation.getKey(),
                            Profile.EMPTY,
                            newestFirst.get(0).place(),
                            sink -> messages(newestFirst, sink)));
                }
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    private static Map<String, List<Element>> conversations(Element records) throws IOException, Refused {
        Map<String, List<Element>> conversations = new LinkedHashMap<>();
        records.each((element, index) -> {
            Element url = element.isObject() ? element.field("titleUrl") : null;
            Matcher address = CONVERSATION.matcher(url == null ? "" : String.valueOf(url.value()));
            String id = address.find()
                    ? address.group(1)
                    : Digest.id(new Digest().add(element.bytes()).bytes(), 1);
            conversations.computeIfAbsent(id, key -> new ArrayList<>()).add(element);
        });
        return conversations;
    }

    private static void messages(List<Element> newestFirst, MessageSink sink) throws IOException {
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Place place = newestFirst.get(i).place(i);
            try {
                messages(newestFirst.get(i).object(), place, sink);
            } catch (Refused e) {
                sink.skip(place, e);
            }
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
