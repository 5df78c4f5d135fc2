package dev.chatstore.core.audit.store;

import dev.chatstore.core.audit.AuditEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last entry that a pruning removes: the detail of the entry about it.
 *
 * @param number its number
 * @param digest its digest
 */
record Anchor(long number, String digest) {
    private static final Pattern DETAIL = Pattern.compile("([1-9]\\d{0,15}) ([0-9a-f]{64})");

    static Optional<Anchor> of(AuditEntry entry) {
        String detail = entry.detail();
        Matcher matcher = DETAIL.matcher(detail == null ? "" : detail);
        return matcher.matches()
                ? Optional.of(new Anchor(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    String detail() {
        return number + " " + digest;
    }
}
