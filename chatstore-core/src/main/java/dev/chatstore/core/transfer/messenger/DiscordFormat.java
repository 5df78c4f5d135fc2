package dev.chatstore.core.transfer.messenger;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.structure.ListedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** DiscordChatExporter's files: a channel each, or a part of one, oldest or newest message first. */
public final class DiscordFormat implements Format {
    private static final List<String> IN_FIELDS = List.of("id", "timestamp", "content", "attachments");

    private static final ListedFiles FILES = new ListedFiles("url", null, "fileSizeBytes", "fileName");

    /** Ids are numbers in order of time, written as texts. */
    private static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.OBJECT
                && first.containsKey("guild")
                && Fields.object(first, "channel").containsKey("id")
                && first.get("messages") instanceof List<?>;
        return fits ? new Match("", true) : null;
    }

    /**
     * A file.
     *
     * @param channel the channel's id
     * @param oldest the lower of the ids of the first two messages
     * @param newestFirst whether the newest message is the first
     */
    private record Part(SourceFile file, String channel, String oldest, boolean newestFirst) {
        static Part of(SourceFile file) throws IOException {
            Map<String, @Nullable Object> first = Probe.of(file).first();
            List<String> ids = new ArrayList<>();
            for (Object message : Fields.list(first, "messages")) {
                ids.add(String.valueOf(Fields.id(Fields.object(message), "id")));
            }
            boolean newestFirst = ids.size() > 1 && isNewestFirst(ids.get(0), ids.get(1));
            String oldest = ids.isEmpty() ? "" : ids.get(newestFirst ? 1 : 0);
            String channel = String.valueOf(Fields.id(Fields.object(first, "channel"), "id"));
            return new Part(file, channel, oldest, newestFirst);
        }
    }

    /** Returns whether the ids of the first two messages say that the newest comes first. */
    static boolean isNewestFirst(String first, String second) {
        return BY_ID.compare(first, second) > 0;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (SourceFile file : files) {
            parts.add(Part.of(file));
        }
        parts.sort(Comparator.comparing(Part::oldest, BY_ID));
        Map<String, List<PartedChat.Part>> channels = new TreeMap<>();
        for (Part part : parts) {
            channels.computeIfAbsent(part.channel, channel -> new ArrayList<>())
                    .add(new PartedChat.Part(part.file, part.newestFirst));
        }
        for (List<PartedChat.Part> channel : channels.values()) {
            channel(new PartedChat(channel), reading);
        }
    }

    private static void channel(PartedChat chat, SourceReading reading) throws IOException {
        try {
            Map<String, @Nullable Object> values = chat.header();
            Map<String, @Nullable Object> channel = Fields.object(values, "channel");
            String id = Fields.id(channel, "id");
            if (id == null) {
                throw new Refused("has no id of its channel");
            }
            reading.conversation(new SourceConversation(
                    Fields.conversationId(id),
                    new ProfileDraft()
                            .title(Fields.text(channel, "name"))
                            .keep("guild", values.get("guild"))
                            .keep("channel", channel)
                            .build(),
                    chat.place(),
                    sink -> chat.read((message, draft) -> message(message, draft, reading), sink)));
        } catch (Refused e) {
            reading.skip(chat.place(), e);
        }
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        Map<String, @Nullable Object> author = Fields.object(message, "author");
        String nickname = Fields.text(author, "nickname");
        String name = nickname == null ? Fields.text(author, "name") : nickname;
        Role role = Roles.ofSender(
                reading,
                Boolean.TRUE.equals(author.get("isBot")),
                nickname,
                Fields.text(author, "name"),
                Fields.id(author, "id"));
        draft.id(message.get("id"))
                .role(role)
                .author(name)
                .text(message.get("content") instanceof String content ? content : "")
                .said(Instants.ofIso(message.get("timestamp")))
                .keepAllBut(message, IN_FIELDS);
        if ("Reply".equals(message.get("type"))) {
            draft.parent(Fields.id(Fields.object(message, "reference"), "messageId"));
        }
        draft.keep("attachments", FILES.attach(Fields.list(message, "attachments"), draft));
        return null;
    }
}
