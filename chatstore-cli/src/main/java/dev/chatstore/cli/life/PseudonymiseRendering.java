package dev.chatstore.cli.life;

import static dev.chatstore.core.dump.Quantity.count;

import dev.chatstore.core.pseudonym.convert.PseudonymisationReport;
import dev.chatstore.core.pseudonym.convert.PseudonymisedAmounts;
import java.util.ArrayList;
import java.util.List;

/** Conversions to pseudonyms as lines. */
final class PseudonymiseRendering {
    private PseudonymiseRendering() {}

    static String line(PseudonymisedAmounts amounts) {
        return count(amounts.conversations(), "conversation") + " with " + count(amounts.messages(), "message") + ", "
                + count(amounts.sessions(), "session") + ", " + count(amounts.holds(), "hold") + ", "
                + amounts.importEntries() + " entries of imports";
    }

    static String lines(PseudonymisationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add((report.dryRun() ? "would convert " : "converted ") + line(report.converted()));
        lines.add("pseudonyms of " + String.join(", ", report.kinds()) + " by "
                + (report.keys().size() == 1 ? "key " : "keys ") + String.join(", ", report.keys()));
        if (!report.dryRun()) {
            lines.add(
                    report.left().isNone()
                            ? "scanned " + count(report.scans(), "time") + ", no plain id is left"
                            : "left: " + line(report.left()));
        }
        if (report.unreadable() > 0) {
            lines.add(
                    report.unreadable() + " conversations, sessions or holds cannot be read, and are left as they are");
        }
        if (report.rememberedUntil() != null) {
            lines.add("replaced ids are remembered until " + report.rememberedUntil());
        }
        return String.join("\n", lines);
    }
}
