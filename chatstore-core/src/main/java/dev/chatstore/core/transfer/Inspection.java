package dev.chatstore.core.transfer;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source is and holds, without anything being stored.
 *
 * @param format the name of the format, such as {@code chatgpt}
 * @param version the version of the format, or empty if there is only one
 * @param certain whether no other format has this shape
 * @param files the number of files that are of the format
 * @param conversations the number of conversations
 * @param messages the number of messages, all branches included, those that would be skipped not
 * @param earliest when the earliest message with a time was said, or null if none has one
 * @param latest when the latest one was said, or null
 * @param roles how many messages have each role
 * @param passedOver how many records are no messages, by kind
 * @param skipped how many records would be left out
 * @param questions what the source leaves open
 * @param senders the names of people or roles for which the options can give a role, the first {@value #MAX_SENDERS}
 */
// Thirteen components: what an operator looks at before an import.
public record Inspection(
        String format,
        String version,
        boolean certain,
        int files,
        long conversations,
        long messages,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        Map<String, Long> roles,
        Map<String, Long> passedOver,
        long skipped,
        List<Question> questions,
        List<String> senders) {
    /** The maximum number of senders that are listed. */
    public static final int MAX_SENDERS = 50;

    /** Creates an inspection. Lists and maps are copied. */
    public Inspection {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
        questions = List.copyOf(questions);
        senders = List.copyOf(senders);
    }

    /** Returns the numbers, without the names of senders. */
    @Override
    public String toString() {
        return "Inspection[format=" + format + ", version=" + version + ", certain=" + certain + ", files=" + files
                + ", conversations=" + conversations + ", messages=" + messages + ", earliest=" + earliest + ", latest="
                + latest + ", roles=" + roles + ", passedOver=" + passedOver + ", skipped=" + skipped + ", questions="
                + questions + ", senders=" + senders.size() + "]";
    }
}
