package dev.chatstore.core.transfer.bot;

import dev.chatstore.core.transfer.source.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out from all activities of a transcript which accounts are bots. */
final class BotAccounts {
    private final Set<String> users = new HashSet<>();
    private final Set<String> bots = new HashSet<>();
    private final Set<String> addressed = new HashSet<>();
    private final Set<String> unprompted = new HashSet<>();

    void add(Map<String, @Nullable Object> activity) {
        String recipient = Fields.id(Fields.object(activity, "recipient"), "id");
        for (String key : List.of("from", "recipient")) {
            Map<String, @Nullable Object> account = Fields.object(activity, key);
            String id = Fields.id(account, "id");
            if (id != null && account.get("role") instanceof String role) {
                (role.equals("user") ? users : bots).add(id);
            }
        }
        if ("conversationUpdate".equals(activity.get("type"))) {
            // A bot is told that it was added.
            Fields.list(activity, "membersAdded").stream()
                    .map(member -> Fields.id(Fields.object(member), "id"))
                    .filter(id -> id != null && id.equals(recipient))
                    .forEach(bots::add);
        } else if ("message".equals(activity.get("type")) && !activity.containsKey("replyToId")) {
            String sender = Fields.id(Fields.object(activity, "from"), "id");
            if (recipient != null) {
                addressed.add(recipient);
            }
            if (sender != null) {
                unprompted.add(sender);
            }
        }
    }

    /** Returns the ids of the bots; where nothing names one, of those who are written to and write only in reply. */
    Set<String> bots() {
        Set<String> found = new HashSet<>(bots);
        if (found.isEmpty()) {
            found.addAll(addressed);
            found.removeAll(unprompted);
        }
        found.removeAll(users);
        return found;
    }
}
