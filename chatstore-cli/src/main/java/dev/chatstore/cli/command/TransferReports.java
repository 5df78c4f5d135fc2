package dev.chatstore.cli.command;

import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.VerifyReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what became of a whole store. */
final class TransferReports {
    private TransferReports() {}

    /** Prints what a restore or a copy has done. */
    static ExitCode print(ResultOptions options, RestoreReport report) {
        options.printResult(
                report.summary(),
                "dryRun",
                report.dryRun(),
                "added",
                json(report.added()),
                "alreadyThere",
                json(report.alreadyThere()),
                "replaced",
                json(report.replaced()),
                "different",
                json(report.different()),
                "refused",
                json(report.refused()),
                "expired",
                report.expired(),
                "leftOut",
                report.leftOut(),
                "higherVersions",
                report.higherVersions(),
                "differentConversations",
                texts(report.differentConversations()),
                "differentSessions",
                texts(report.differentSessions()),
                "refusals",
                report.refusals().stream().map(Throwable::getMessage).toList());
        Quantity different = report.different();
        options.noteFirst("Different", report.differentConversations(), different.conversations());
        options.noteFirst("Different", report.differentSessions(), different.sessions());
        options.noteFirst(
                "Refused",
                report.refusals().stream().map(Throwable::getMessage).toList(),
                report.refused().conversations() + report.refused().sessions());
        return report.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    /** Prints how two stores differ. */
    static ExitCode print(ResultOptions options, VerifyReport report) {
        options.printResult(
                report.summary(),
                "equal",
                report.isEqual(),
                "source",
                json(report.source()),
                "target",
                json(report.target()),
                "different",
                report.different(),
                "missing",
                report.missing(),
                "extra",
                report.extra(),
                "higherVersions",
                report.higherVersions(),
                "conversations",
                texts(report.conversations()),
                "sessions",
                texts(report.sessions()));
        options.noteFirst("Different", report.conversations(), report.different() + report.missing() + report.extra());
        options.noteFirst("Different", report.sessions(), 0);
        return report.isEqual() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    /** Returns what a store holds, in JSON. */
    static Map<String, @Nullable Object> json(StoreDigest digest) {
        return JsonOutput.object(
                "conversations", digest.conversations(),
                "messages", digest.messages(),
                "sessions", digest.sessions(),
                "digest", digest.digest());
    }

    private static Map<String, @Nullable Object> json(Quantity quantity) {
        return JsonOutput.object(
                "conversations", quantity.conversations(),
                "messages", quantity.messages(),
                "sessions", quantity.sessions());
    }

    private static List<String> texts(List<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
