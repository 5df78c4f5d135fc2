package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.structure.ListedFiles;
import dev.chatstore.core.transfer.structure.RecordGroups;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transcripts of the Bot Framework: lists of activities, of which some are messages. */
public final class BotFrameworkFormat implements Format {
    private static final List<String> IN_FIELDS =
            List.of("type", "id", "timestamp", "from", "conversation", "text", "attachments");

    @Override
    public String name() {
        return "bot-framework";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.LIST
                && first.get("type") instanceof String
                && Fields.object(first, "conversation").containsKey("id")
                && Fields.object(first, "from").containsKey("id");
        return fits ? new Match("", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                transcript(source, reading);
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    private static void transcript(JsonSource source, SourceReading reading) throws IOException, Refused {
        RecordGroups conversations = new RecordGroups(source, false);
        BotAccounts accounts = new BotAccounts();
        Refused broken = null;
        try {
            Element.root(source).each((record, index) -> {
                try {
                    Map<String, @Nullable Object> activity = record.object();
                    conversations.add(record, conversation(activity));
                    accounts.add(activity);
                } catch (Refused e) {
                    reading.skip(record.place(index), e);
                }
            });
        } catch (Refused e) {
            broken = e;
        }
        Set<String> bots = accounts.bots();
        MessageLists.Reader reader = (activity, draft) -> activity(activity, bots, draft, reading);
        for (int i = 0; i < conversations.size(); i++) {
            int number = i;
            Element first = conversations.oldest(i);
            reading.conversation(new SourceConversation(
                    Fields.conversationId(conversation(first.object())),
                    Profile.EMPTY,
                    first.place(),
                    sink -> conversations.each(
                            number, (record, index) -> MessageLists.read(record, index, reader, sink))));
        }
        if (broken != null) {
            throw broken;
        }
    }

    private static String conversation(Map<String, @Nullable Object> activity) throws Refused {
        String id = Fields.id(Fields.object(activity, "conversation"), "id");
        if (id == null) {
            throw new Refused("has no conversation");
        }
        return id;
    }

    private static @Nullable String activity(
            Map<String, @Nullable Object> activity, Set<String> bots, MessageDraft draft, SourceReading reading) {
        if (!"message".equals(activity.get("type"))) {
            return "activity that is no message";
        }
        Map<String, @Nullable Object> from = Fields.object(activity, "from");
        String id = Fields.id(from, "id");
        String name = Fields.text(from, "name");
        draft.id(activity.get("id"))
                .role(Roles.ofSender(reading, id != null && bots.contains(id), name, id))
                .author(name == null ? id : name)
                .text(activity.get("text") instanceof String text ? text : "")
                .said(Instants.ofIso(activity.get("timestamp")))
                .keepAllBut(activity, IN_FIELDS)
                .keep("from", from.isEmpty() ? null : from);
        ListedFiles files = new ListedFiles("contentUrl", "contentType", null, "name");
        draft.keep("attachments", files.attach(Fields.list(activity, "attachments"), draft));
        return null;
    }
}
