package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.IgnoringSink;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
                Element activities = Element.root(source);
                Overview overview = new Overview();
                MessageLists.each(activities, overview, IgnoringSink.INSTANCE);
                for (String conversation : overview.conversations) {
                    reading.conversation(new SourceConversation(
                            conversation,
                            Profile.EMPTY,
                            place,
                            sink -> MessageLists.each(
                                    activities,
                                    (activity, draft) ->
                                            activity(activity, conversation, overview.bots, draft, reading),
                                    new OneConversation(sink))));
                }
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }

    /** What only all activities tell: who of the senders is a bot. */
    private static final class Overview implements MessageLists.Reader {
        private final Set<String> conversations = new LinkedHashSet<>();
        private final Set<String> bots = new HashSet<>();

        @Override
        public String read(Map<String, @Nullable Object> activity, MessageDraft draft) {
            conversations.add(String.valueOf(Fields.id(Fields.object(activity, "conversation"), "id")));
            for (String key : List.of("from", "recipient")) {
                Map<String, @Nullable Object> account = Fields.object(activity, key);
                if ("bot".equals(account.get("role"))) {
                    bots.add(String.valueOf(Fields.id(account, "id")));
                }
            }
            return "";
        }
    }

    private static @Nullable String activity(
            Map<String, @Nullable Object> activity,
            String conversation,
            Set<String> bots,
            MessageDraft draft,
            SourceReading reading) {
        if (!conversation.equals(String.valueOf(Fields.id(Fields.object(activity, "conversation"), "id")))) {
            return OneConversation.OTHER;
        }
        if (!"message".equals(activity.get("type"))) {
            return "activity that is no message";
        }
        Map<String, @Nullable Object> from = Fields.object(activity, "from");
        String id = String.valueOf(Fields.id(from, "id"));
        String name = Fields.text(from, "name");
        Role chosen = name == null ? reading.roleOf(id) : reading.roleOf(name);
        draft.id(activity.get("id"))
                .role(chosen != null ? chosen : bots.contains(id) ? Role.ASSISTANT : Role.USER)
                .author(name == null ? id : name)
                .text(activity.get("text") instanceof String text ? text : "")
                .said(Instants.ofIso(activity.get("timestamp")))
                .keepAllBut(activity, IN_FIELDS)
                .keep("from", from);
        for (Object value : Fields.list(activity, "attachments")) {
            attach(Fields.object(value), draft);
        }
        return null;
    }

    private static void attach(Map<String, @Nullable Object> attachment, MessageDraft draft) {
        String url = Fields.text(attachment, "contentUrl");
        if (url == null || url.startsWith("data:")) {
            // A card, or a file that stands in the activity itself.
            draft.keep("attachment", attachment);
        } else {
            draft.attach(url, Fields.text(attachment, "contentType"), null, Fields.text(attachment, "name"));
        }
    }
}
