package dev.chatstore.cli.life;

import static dev.chatstore.core.dump.Quantity.count;

import dev.chatstore.core.erasure.ErasedAmounts;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.Mention;
import dev.chatstore.core.erasure.SecondScan;
import java.util.ArrayList;
import java.util.List;

/** Erasures as lines. */
final class EraseRendering {
    private EraseRendering() {}

    static String line(ErasedAmounts amounts) {
        String line = count(amounts.conversations(), "conversation") + " with " + count(amounts.messages(), "message")
                + ", " + count(amounts.writtenMessages(), "message") + " in conversations of others, "
                + count(amounts.sessions(), "session");
        return amounts.importEntries() == 0 ? line : line + ", " + amounts.importEntries() + " entries of imports";
    }

    static String line(Mention mention) {
        String place = mention.place().label();
        if (mention.session() != null) {
            return place + " of session " + mention.session().value() + " of the store "
                    + mention.session().name();
        }
        String conversation = mention.conversation() == null
                ? ""
                : " of conversation " + mention.conversation().value();
        return place + (mention.sequence() == 0 ? "" : " of message " + mention.sequence()) + conversation;
    }

    static String lines(ErasureCertificate certificate) {
        SecondScan scan = certificate.scan();
        List<String> lines = new ArrayList<>();
        lines.add((certificate.dryRun() ? "would erase " : "erased ") + line(certificate.removed()));
        if (!certificate.interrupted().isNone()) {
            lines.add("an interrupted run may have erased besides, at most: " + line(certificate.interrupted()));
        }
        if (!certificate.held().isNone()) {
            lines.add("on hold: " + line(certificate.held()));
        }
        lines.add("scanned " + count(scan.conversations(), "conversation") + ", " + count(scan.messages(), "message")
                + ", " + count(scan.sessions(), "session") + ", " + count(scan.passes(), "time"));
        if (!certificate.dryRun()) {
            lines.add(scan.left().isNone() ? "nothing of the person's own is left" : "left: " + line(scan.left()));
        }
        if (scan.unreadable() > 0) {
            lines.add(scan.unreadable() + " conversations or sessions cannot be read, and were not searched");
        }
        scan.mentions().forEach((place, count) -> lines.add("mentioned in " + place.label() + ": " + count));
        if (certificate.rememberedUntil() != null) {
            lines.add("keys of what was deleted are remembered until " + certificate.rememberedUntil());
        }
        if (!certificate.dryRun()) {
            lines.add("digest " + certificate.digest());
        }
        return String.join("\n", lines);
    }
}
