package dev.chatstore.core.prompt;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.core.backend.Argument;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model is shown of a conversation: its system prompt and the newest messages that fit, on the path to the
 * newest message.
 *
 * <pre>{@code
 * Prompt prompt = ContextWindow.ofTokens(8_000).read(storage.chats(), id);
 * }</pre>
 *
 * <p><b>Whole turns.</b> A turn is a message of a user with all that follows it up to the next one, and with the system
 * messages right before it. Turns are taken from the newest back as long as they fit. If the newest turn alone does not fit,
 * its question is kept with as many of its newest messages as fit, and at least the newest one, even if these are more than
 * the window: {@link Prompt#tokens()} tells.
 *
 * <p><b>Calls of tools.</b> A call is the {@code tool_calls} (or the older {@code function_call}) in the metadata of an
 * assistant's message, and a result is a tool's message with that {@code tool_call_id} (or with an author, the function's
 * name, and no id). Results come right after their call, also if other messages were stored in between, and are kept or
 * left out together. A result without its call and a call without all of its results are left out, since models refuse both.
 *
 * <p><b>System messages</b> at the start of the path, up to 16, are always kept, as is the profile's system prompt. They
 * count in a window of tokens, and not in one of messages.
 *
 * <p><b>Left out</b> are redacted messages and those whose role cannot be read. {@link Prompt#leftOut()} names what is left
 * out within the window. The archived flag has no effect. A conversation that does not exist is {@link Prompt#EMPTY}.
 *
 * <p><b>Tokens</b> are those stored with each message ({@link NewMessage#tokens()}). A message that has none, and the system
 * prompt, are estimated from above: one token for three bytes of UTF-8, and four for the message. A counter replaces both.
 *
 * <p>A window is immutable and safe for use by any number of threads. It holds at most {@value Slice#MAX_LIMIT} messages.
 */
public final class ContextWindow {
    private final int maxMessages;
    private final long maxTokens;
    private final @Nullable ToLongFunction<String> counter;

    private ContextWindow(int maxMessages, long maxTokens, @Nullable ToLongFunction<String> counter) {
        this.maxMessages = maxMessages;
        this.maxTokens = maxTokens;
        this.counter = counter;
    }

    /**
     * Returns a window of a number of messages.
     *
     * @param messages the maximum number of messages, 1 to {@value Slice#MAX_LIMIT}
     * @throws InvalidInputException if the number is out of range
     */
    public static ContextWindow ofMessages(int messages) {
        if (messages < 1 || messages > Slice.MAX_LIMIT) {
            throw new InvalidInputException("messages", "must be from 1 to " + Slice.MAX_LIMIT, 0);
        }
        return new ContextWindow(messages, Long.MAX_VALUE, null);
    }

    /**
     * Returns a window of a number of tokens: what the model can read, less the room for its answer and for the definitions
     * of tools.
     *
     * @param tokens the maximum number of tokens, 1 or more
     * @throws InvalidInputException if the number is not positive
     */
    public static ContextWindow ofTokens(long tokens) {
        if (tokens < 1) {
            throw new InvalidInputException("tokens", "must be at least 1", 0);
        }
        return new ContextWindow(Slice.MAX_LIMIT, tokens, null);
    }

    /**
     * Returns this window with a counter of the tokens of a text, as the model's tokenizer counts them. It is called
     * at most once with each text, author and calls (as JSON) of the messages that are read, and with the system prompt; four
     * tokens are added for each message. Parts of a content that are not text are not counted.
     */
    public ContextWindow countedBy(ToLongFunction<String> counter) {
        return new ContextWindow(maxMessages, maxTokens, Argument.required("counter", counter));
    }

    /**
     * Returns what the window shows of a conversation. What is appended meanwhile may be missing; nothing of a conversation
     * that was deleted meanwhile is mixed with its successor.
     *
     * <p>Cost: one {@link ChatStore#find(ConversationId)}, and one {@link ChatStore#history} for the newest messages. If
     * that does not reach the start of the path, one more for the messages that begin at the start, and one more for each
     * system message among them that is the path's. A window of tokens, or of more than 1,000 messages, reads further pages
     * of at most 1,000 messages or about 8 million characters, as many as the tokens of those before suggest.
     *
     * <p>For a newest turn that does not fit, it reads back to its question, up to {@value Slice#MAX_LIMIT} messages, and
     * keeps only those that may be shown. If the conversation begins in several ways, one of which is a system message, it
     * reads back to the start of the path, up to as many messages; the system messages of a longer path are not found.
     *
     * @throws InvalidInputException if the counter returns a number that is negative or more than {@value
     *     NewMessage#MAX_TOKENS}
     */
    public Prompt read(ChatStore chats, ConversationId id) {
        Argument.required("chats", chats);
        Optional<Conversation> conversation = chats.find(Argument.required("id", id));
        if (conversation.isEmpty()) {
            return Prompt.EMPTY;
        }
        @Nullable String systemPrompt = conversation.get().profile().systemPrompt();
        PathBack path = new PathBack(chats, conversation.get(), firstPage());
        SystemStart start = SystemStart.of(chats, id, path);
        TokenCounts counts = new TokenCounts(counter);
        long before = counts.of(systemPrompt) + counts.of(start.messages());
        TurnSelection turns = new TurnSelection(maxMessages, maxTokens - before, counts);
        boolean complete = turns.take(path, start)
                && (path.oldest() != null || conversation.get().messageCount() == 0);
        return turns.prompt(systemPrompt, before, start.messages(), complete);
    }

    /** One message more than fits tells whether the oldest turn is whole. */
    private int firstPage() {
        return maxTokens == Long.MAX_VALUE ? maxMessages + 1 : (int) Math.min(PathBack.FIRST_OF_TOKENS, maxTokens);
    }
}
