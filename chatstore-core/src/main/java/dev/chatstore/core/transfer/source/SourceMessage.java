package dev.chatstore.core.transfer.source;

import dev.chatstore.api.NewMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a source.
 *
 * @param id its id in the source, or null if it has none
 * @param parent the id or the {@linkplain #numbered number} of the message that it follows, {@link #START} if it begins a branch at the conversation's start,
 *     or null if it follows the one before it
 * @param unknownRole the name of its role if that is not known, or null
 * @param identity who said it and when, as the source writes it: with the text, what tells messages without ids apart
 *     whatever the operator answers
 * @param message the message without id and parent; its role counts only if it is known
 * @param place where it is
 * @param changes what the source says and the model cannot, each by a sentence without the source's words
 */
// Seven components: a message of a tree has all of them, and MessageDraft makes it.
public record SourceMessage(
        @Nullable String id,
        @Nullable String parent,
        @Nullable String unknownRole,
        String identity,
        NewMessage message,
        Place place,
        List<String> changes) {
    /** The parent of what begins at the conversation's start. */
    public static final String START = "";

    /** No id begins with it. */
    private static final String NUMBER = "\0";

    /** Returns what stands for the message of a number in its list, from 1 on, or for the start if that is 0. */
    public static String numbered(long number) {
        return number == 0 ? START : NUMBER + number;
    }

    /** Returns the number of a parent in its list, or 0 if it is not named by a number. */
    public static long number(String parent) {
        return parent.startsWith(NUMBER) ? Long.parseLong(parent.substring(NUMBER.length())) : 0;
    }

    /** Returns the place and the number of changes, without what the message says. */
    @Override
    public String toString() {
        return "SourceMessage[place=" + place + ", changes=" + changes.size() + "]";
    }
}
