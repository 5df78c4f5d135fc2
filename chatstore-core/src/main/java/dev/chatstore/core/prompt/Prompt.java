package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.core.backend.Argument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is shown of a conversation, as a {@link ContextWindow} has read it.
 *
 * @param systemPrompt the system prompt of the conversation's profile, or null if it has none
 * @param messages the system messages at the start of the path, then the newest messages that fit, oldest first; the
 *     results of tools come right after their calls
 * @param tokens the tokens of the system prompt and the messages together
 * @param complete whether the whole path is shown, but for the messages that are left out
 * @param leftOut the sequences of the messages that are not shown although they are within the window, in ascending
 *     order: redacted ones, those that cannot be read, results without their call, and calls without all of their results;
 *     of a newest turn that does not fit, the question and what follows the oldest step that is shown are within it
 */
public record Prompt(
        @Nullable String systemPrompt, List<Message> messages, long tokens, boolean complete, List<Long> leftOut) {
    /** The prompt of a conversation that does not exist. */
    public static final Prompt EMPTY = new Prompt(null, List.of(), 0, true, List.of());

    /** Creates a prompt. The lists are copied. */
    public Prompt {
        messages = List.copyOf(Argument.required("prompt.messages", messages));
        leftOut = List.copyOf(Argument.required("prompt.leftOut", leftOut));
    }

    /** Returns numbers, without the system prompt and the texts. */
    @Override
    public String toString() {
        return "Prompt[systemPrompt=" + (systemPrompt == null ? "none" : "given") + ", messages=" + messages.size()
                + ", tokens=" + tokens + ", complete=" + complete + ", leftOut=" + leftOut.size() + "]";
    }
}
