package dev.chatstore.cli.command;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.core.dump.ComparisonReport;
import dev.chatstore.core.dump.Difference;
import dev.chatstore.core.dump.DumpReport;
import dev.chatstore.core.dump.MirrorLag;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.transfer.HistoryImport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reports about whole stores, as JSON with all of their fields. */
final class DumpRendering {
    private DumpRendering() {}

    static StoreScope scope(PartOptions part) {
        return new StoreScope(part.tenant(), part.owner(), part.conversation());
    }

    /** Returns how many conversations a part has: of all tenants an estimate, or that it is not known. */
    static long total(ChatStorage storage, PartOptions part) {
        String tenant = part.tenant();
        if (part.conversation() != null) {
            return 1;
        }
        if (tenant == null) {
            Figure estimate = storage.contents().estimate().conversations();
            return estimate == null ? ProgressDisplay.UNKNOWN : estimate.value();
        }
        ConversationQuery query = ConversationQuery.ofTenant(tenant).withArchived(Archived.INCLUDED);
        String owner = part.owner();
        return storage.chats().latest().count(owner == null ? query : query.withOwner(owner));
    }

    /** Notes how many of the conversations of a part are the library's own, which a user does not expect in the counts. */
    static void noteLogs(ResultOptions options, ChatStorage storage, PartOptions part) {
        boolean included = part.isEverything() || HistoryImport.LOG_TENANT.equals(part.tenant());
        if (options.isJson() || !included) {
            return;
        }
        ConversationQuery logs =
                ConversationQuery.ofTenant(HistoryImport.LOG_TENANT).withArchived(Archived.INCLUDED);
        long count = storage.chats().latest().count(logs);
        if (count > 0) {
            options.note("Counted too: " + Rendering.count(count, "log") + " of imports (tenant "
                    + HistoryImport.LOG_TENANT + "), by which a run can be undone.");
        }
    }

    static Map<String, @Nullable Object> of(DumpReport report, @Nullable Object file) {
        return JsonOutput.object(
                "file", file,
                "bytes", report.bytes(),
                "conversations", report.content().conversations(),
                "messages", report.content().messages(),
                "sessions", report.content().sessions(),
                "digest", report.content().digest(),
                "taken", report.header().taken(),
                "consistency", report.header().consistency(),
                "leftOut", report.leftOutCount(),
                "unreadable", Rendering.unreadable(report.leftOut()));
    }

    static Map<String, @Nullable Object> of(RestoreReport report) {
        return JsonOutput.object(
                "dryRun", report.dryRun(),
                "added", of(report.added()),
                "alreadyThere", of(report.alreadyThere()),
                "replaced", of(report.replaced()),
                "different", of(report.different()),
                "refused", of(report.refused()),
                "removed", of(report.removed()),
                "expired", report.expired(),
                "leftOut", report.leftOut(),
                "higherVersions", report.higherVersions(),
                "differentConversations",
                        report.differentConversations().stream()
                                .map(DumpRendering::of)
                                .toList(),
                "differentSessions",
                        report.differentSessions().stream()
                                .map(DumpRendering::of)
                                .toList(),
                "refusals",
                        report.refusals().stream().map(Throwable::getMessage).toList());
    }

    static Map<String, @Nullable Object> of(ComparisonReport report) {
        return JsonOutput.object(
                "equal", report.isEqual(),
                "source", of(report.source()),
                "target", of(report.target()),
                "different", report.different(),
                "missing", report.missing(),
                "extra", report.extra(),
                "higherVersions", report.higherVersions(),
                "conversations",
                        report.conversations().stream().map(DumpRendering::of).toList(),
                "sessions", report.sessions().stream().map(DumpRendering::of).toList(),
                "differences",
                        report.differences().stream().map(DumpRendering::of).toList());
    }

    private static Object of(Difference difference) {
        ConversationId conversation = difference.conversation();
        SessionId session = difference.session();
        return JsonOutput.object(
                "kind", Rendering.label(difference.kind()),
                "conversation", conversation == null ? null : of(conversation),
                "session", session == null ? null : of(session));
    }

    /** Returns how far a copy that follows is behind, without the ids that a report lists. */
    static Map<String, @Nullable Object> of(MirrorLag lag) {
        Duration behind = lag.behind();
        ChatStoreException error = lag.error();
        RestoreReport pass = lag.lastPass();
        return JsonOutput.object(
                "waiting",
                lag.waiting(),
                "behindMillis",
                behind == null ? null : behind.toMillis(),
                "error",
                error == null ? null : error.getMessage(),
                "lastPass",
                pass == null
                        ? null
                        : JsonOutput.object(
                                "added", of(pass.added()),
                                "alreadyThere", of(pass.alreadyThere()),
                                "replaced", of(pass.replaced()),
                                "removed", of(pass.removed()),
                                "different", of(pass.different()),
                                "refused", of(pass.refused())));
    }

    private static Object of(Quantity quantity) {
        return JsonOutput.object(
                "conversations", quantity.conversations(),
                "messages", quantity.messages(),
                "sessions", quantity.sessions());
    }

    static Map<String, @Nullable Object> of(StoreDigest digest) {
        return JsonOutput.object(
                "conversations", digest.conversations(),
                "messages", digest.messages(),
                "sessions", digest.sessions(),
                "digest", digest.digest());
    }

    private static Object of(ConversationId id) {
        return JsonOutput.object("tenant", id.tenant(), "id", id.value());
    }

    private static Object of(SessionId id) {
        return JsonOutput.object("tenant", id.tenant(), "store", id.name(), "key", id.value());
    }
}
