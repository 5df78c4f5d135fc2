package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.TextLines;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What only the whole of a chat tells: who takes part, in which order dates are written, and what the chat begins with. */
final class WhatsAppOverview {
    /** The number of messages that a chat is known by. */
    private static final int FIRST = 2;

    /** The number of lines among which they are looked for; events come before them. */
    private static final int MAX_FIRST = 100;

    /** What stands in an event rather than in a name. */
    private static final Pattern EVENT = Pattern.compile(
            " (?:changed|created|added|removed|updated|pinned|hat|änderte|cambió|ha cambiado|a modifié|a changé"
                    + "|ha cambiato|ha modificato|alterou|mudou|heeft) ");

    private static final Pattern QUOTE = Pattern.compile("[\"“”„«»]");

    private final Map<String, Integer> senders = new HashMap<>();
    private final List<WhatsAppStamp> first = new ArrayList<>();
    private boolean dayFirst;
    private boolean monthFirst;
    private long fallsIfDayFirst;
    private long fallsIfMonthFirst;
    private @Nullable LocalDateTime lastIfDayFirst;
    private @Nullable LocalDateTime lastIfMonthFirst;

    static WhatsAppOverview of(TextLines lines) throws IOException {
        WhatsAppOverview overview = new WhatsAppOverview();
        TextLines.Line line = lines.next();
        while (line != null) {
            WhatsAppStamp stamp = line.text() == null ? null : WhatsAppStamp.of(line.text());
            if (stamp != null) {
                overview.add(stamp);
            }
            line = lines.next();
        }
        return overview;
    }

    private void add(WhatsAppStamp stamp) {
        String sender = stamp.sender();
        if (sender != null) {
            senders.merge(sender, 1, Integer::sum);
        }
        if (first.size() < MAX_FIRST) {
            first.add(stamp);
        }
        Boolean told = stamp.isDayFirst();
        dayFirst |= Boolean.TRUE.equals(told);
        monthFirst |= Boolean.FALSE.equals(told);
        LocalDateTime byDay = stamp.time(true);
        LocalDateTime byMonth = stamp.time(false);
        fallsIfDayFirst += isBefore(byDay, lastIfDayFirst) ? 1 : 0;
        fallsIfMonthFirst += isBefore(byMonth, lastIfMonthFirst) ? 1 : 0;
        lastIfDayFirst = byDay;
        lastIfMonthFirst = byMonth;
    }

    private static boolean isBefore(@Nullable LocalDateTime time, @Nullable LocalDateTime last) {
        return time != null && last != null && time.isBefore(last);
    }

    /** Returns whether the day comes first, or null if nothing tells. A chat is in the order of its times. */
    @Nullable Boolean dayFirst() {
        if (dayFirst != monthFirst) {
            return dayFirst;
        }
        return fallsIfDayFirst == fallsIfMonthFirst ? null : Boolean.valueOf(fallsIfDayFirst < fallsIfMonthFirst);
    }

    /** Returns who has written messages. An event can have a colon too, such as that of a new subject. */
    Set<String> senders() {
        Set<String> found = new HashSet<>();
        senders.forEach((name, count) -> {
            boolean event = EVENT.matcher(name).find()
                    || (count == 1 && QUOTE.matcher(name).find());
            if (!event && !isTextOf(senders.keySet(), name)) {
                found.add(name);
            }
        });
        return found;
    }

    /** Returns whether a name is that of somebody else and the beginning of a text that follows without a space. */
    private static boolean isTextOf(Set<String> names, String name) {
        int colon = name.indexOf(':');
        return colon > 0 && names.contains(name.substring(0, colon));
    }

    /**
     * Returns an id of the chat, which stays the same while the chat grows: a digest of the times and the first lines of its
     * first two messages.
     */
    String id(Set<String> known) {
        Digest digest = new Digest();
        int found = 0;
        for (WhatsAppStamp stamp : first) {
            WhatsAppStamp.Said said = found < FIRST ? stamp.said(known) : null;
            if (said != null) {
                digest.add(stamp.text()).add(WhatsAppText.of(said.text()).identity());
                found++;
            }
        }
        return Digest.id(digest.bytes(), 1);
    }
}
