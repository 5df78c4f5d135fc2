package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.util.ArrayList;
import java.util.List;

/**
 * How two stores differ.
 *
 * @param source what the source holds
 * @param target what the target holds, of the same scope
 * @param different the number of conversations and sessions that both have and that are not equal
 * @param missing the number of those that only the source has
 * @param extra the number of those that only the target has
 * @param higherVersions the number of conversations that are equal but for higher versions in the target
 * @param differences the first {@value #LISTED} conversations and the first {@value #LISTED} sessions of these but those at
 *     higher versions
 */
// Seven components: the lines of a report.
public record ComparisonReport(
        StoreDigest source,
        StoreDigest target,
        long different,
        long missing,
        long extra,
        long higherVersions,
        List<Difference> differences) {
    /** The maximum number of conversations, and of sessions, that a report lists. */
    public static final int LISTED = 1_000;

    /** Creates a report. The list is copied. */
    public ComparisonReport {
        differences = List.copyOf(differences);
    }

    /** Returns the conversations of the listed differences. */
    public List<ConversationId> conversations() {
        List<ConversationId> ids = new ArrayList<>();
        for (Difference difference : differences) {
            ConversationId id = difference.conversation();
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Returns the sessions of the listed differences. */
    public List<SessionId> sessions() {
        List<SessionId> ids = new ArrayList<>();
        for (Difference difference : differences) {
            SessionId id = difference.session();
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Returns whether both have the same content, whatever the numbers of their versions. */
    public boolean isEqual() {
        return different == 0 && missing == 0 && extra == 0;
    }

    /** Returns the report as one line. */
    public String summary() {
        String higherToo = higherVersions == 0
                ? ""
                : "; at higher versions in the target: " + Quantity.count(higherVersions, "conversation");
        return isEqual()
                ? "equal: " + target + higherToo
                : "not equal: " + different + " different, " + missing + " missing in the target, " + extra
                        + " only in the target" + higherToo;
    }
}
