package dev.chatstore.cli.command;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.TextPages;
import dev.chatstore.cli.output.ProgressDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages in pages, and keeps those that contain a text, up to a number. */
final class TextSearch {
    /** How many characters of a text are shown before the match. */
    private static final int LEAD = 30;

    private static final int SHOWN = 200;

    private final ChatStore chats;
    private final TextPages pages;
    private final Pattern text;
    private final int limit;
    private final List<Match> matches = new ArrayList<>();
    private long conversations;
    private long messages;
    private long unreadableMessages;
    private boolean isComplete = true;
    private final List<CorruptDataException> unreadable = new ArrayList<>();

    /** A message that contains the text, and its conversation. */
    record Match(ConversationId conversation, Message message) {}

    TextSearch(ChatStore chats, String text, int limit) {
        this.chats = chats;
        pages = new TextPages(chats);
        this.text = Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.limit = limit;
    }

    void searchAll(ConversationQuery query, ProgressDisplay progress) {
        Pages pages = Pages.of(chats, query);
        isComplete = pages.forEachWhile(conversation -> {
            if (isFull()) {
                return false;
            }
            search(conversation.id());
            progress.reached(conversations);
            return isComplete;
        });
        unreadable.addAll(pages.unreadable());
    }

    void search(ConversationId conversation) {
        conversations++;
        List<Message> page = List.of();
        do {
            long after = page.isEmpty() ? 0 : page.get(page.size() - 1).sequence();
            page = pages.read(conversation, after + 1, Long.MAX_VALUE);
            for (Message message : page) {
                if (isFull()) {
                    isComplete = false;
                    return;
                }
                messages++;
                unreadableMessages += message.unreadable().isEmpty() ? 0 : 1;
                if (text.matcher(message.text()).find()) {
                    matches.add(new Match(conversation, message));
                }
            }
        } while (!page.isEmpty());
    }

    private boolean isFull() {
        return matches.size() >= limit;
    }

    List<Match> matches() {
        return matches;
    }

    /** Returns why conversations could not be read, and so not searched. */
    List<CorruptDataException> unreadable() {
        return unreadable;
    }

    /** Returns how many of the messages have parts that cannot be read. */
    long unreadableMessages() {
        return unreadableMessages;
    }

    /** Returns whether everything was read until the limit. */
    boolean isComplete() {
        return isComplete;
    }

    long conversations() {
        return conversations;
    }

    long messages() {
        return messages;
    }

    /** Returns a part of a text from a little before the first match on. */
    String around(String whole) {
        Matcher matcher = text.matcher(whole);
        int match = matcher.find() ? matcher.start() : 0;
        int from = match <= LEAD ? 0 : whole.offsetByCodePoints(match, -Math.min(LEAD, whole.codePointCount(0, match)));
        boolean isCut = whole.codePointCount(from, whole.length()) > SHOWN;
        int to = isCut ? whole.offsetByCodePoints(from, SHOWN) : whole.length();
        return (from == 0 ? "" : "…") + whole.substring(from, to) + (isCut ? "…" : "");
    }
}
