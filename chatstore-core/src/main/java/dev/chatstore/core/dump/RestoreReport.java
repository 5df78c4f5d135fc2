package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.util.List;
import java.util.Map;

/**
 * What a restore or a copy has done, or would do if it is a dry run.
 *
 * @param dryRun whether nothing was written
 * @param added what did not exist and was stored
 * @param alreadyThere what existed and is equal
 * @param replaced what existed, was different and was replaced
 * @param different what exists and is different, or changes at this moment, and was left as it is
 * @param refused what the store does not accept, such as a message that exceeds its limits, and what the source of a copy
 *     cannot read
 * @param expired the number of sessions that have expired meanwhile
 * @param leftOut the number of conversations and sessions that the dump was written without, since they could not be read
 * @param higherVersions of those added, replaced or already there, the number of conversations whose versions are higher than in the
 *     source, since a conversation of that id was deleted before
 * @param differentConversations the ids of the first {@value #LISTED} different conversations
 * @param differentSessions the ids of the first {@value #LISTED} different sessions
 * @param refusals why the first {@value #LISTED} were refused
 * @param removed what the source of a copy does not have, and was removed from the target
 */
// Thirteen components: the lines of a report.
public record RestoreReport(
        boolean dryRun,
        Quantity added,
        Quantity alreadyThere,
        Quantity replaced,
        Quantity different,
        Quantity refused,
        long expired,
        long leftOut,
        long higherVersions,
        List<ConversationId> differentConversations,
        List<SessionId> differentSessions,
        List<ChatStoreException> refusals,
        Quantity removed) {
    /** The maximum number of ids and reasons that a report lists. */
    public static final int LISTED = 1_000;

    /** Creates a report. The lists are copied. */
    public RestoreReport {
        differentConversations = List.copyOf(differentConversations);
        differentSessions = List.copyOf(differentSessions);
        refusals = List.copyOf(refusals);
    }

    /** Returns whether the target has, or would have, all of the source: nothing is different, refused or left out. */
    public boolean isComplete() {
        return different.equals(Quantity.NONE) && refused.equals(Quantity.NONE) && leftOut == 0;
    }

    /** Returns what was changed, by the names that the audit trail has for it. */
    Map<String, Long> amounts() {
        return Map.of(
                "conversations added", added.conversations(),
                "messages added", added.messages(),
                "sessions added", added.sessions(),
                "conversations replaced", replaced.conversations(),
                "sessions replaced", replaced.sessions(),
                "conversations removed", removed.conversations(),
                "sessions removed", removed.sessions());
    }

    /** Returns the report as one line. */
    public String summary() {
        StringBuilder text = new StringBuilder(dryRun ? "dry run: would add " : "added ").append(added);
        add(text, "already there: ", alreadyThere);
        add(text, "replaced: ", replaced);
        add(text, "removed: ", removed);
        add(text, "different: ", different);
        add(text, "refused: ", refused);
        if (expired > 0) {
            text.append("; expired meanwhile: ").append(Quantity.count(expired, "session"));
        }
        if (leftOut > 0) {
            text.append("; not in the dump, since they could not be read: ").append(leftOut);
        }
        if (higherVersions > 0) {
            text.append("; at higher versions than in the source: ")
                    .append(Quantity.count(higherVersions, "conversation"));
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String what, Quantity quantity) {
        if (!quantity.equals(Quantity.NONE)) {
            text.append("; ").append(what).append(quantity);
        }
    }
}
