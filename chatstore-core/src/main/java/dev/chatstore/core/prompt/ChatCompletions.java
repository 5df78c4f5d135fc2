package dev.chatstore.core.prompt;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.completion.CompletionMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates between stored messages and the messages of chat-completion APIs, as plain Java values that any JSON library
 * writes and reads.
 *
 * <pre>{@code
 * Prompt prompt = ContextWindow.ofTokens(8_000).read(storage.chats(), id);
 * Map<String, Object> answer = model.complete(ChatCompletions.messages(prompt));
 * storage.chats().append(id, ChatCompletions.newMessage(answer));
 * }</pre>
 *
 * <p>A stored message has the API's {@code role}, {@code name} and {@code content} as its role, author and text, and the
 * API's {@code tool_calls}, {@code tool_call_id}, {@code function_call}, {@code refusal} and {@code audio} as metadata
 * under these names. A content that is not a text is kept as it was next to its text, until the text is edited.
 */
public final class ChatCompletions {
    private ChatCompletions() {}

    /**
     * Returns the messages of a request for a prompt: its system prompt, if there is one, and its messages as {@link
     * #messages(List)} writes them.
     */
    public static List<Map<String, @Nullable Object>> messages(Prompt prompt) {
        Argument.required("prompt", prompt);
        List<Map<String, @Nullable Object>> messages = new ArrayList<>();
        if (prompt.systemPrompt() != null) {
            Map<String, @Nullable Object> system = new LinkedHashMap<>();
            system.put("role", Role.SYSTEM.label());
            system.put("content", prompt.systemPrompt());
            messages.add(Collections.unmodifiableMap(system));
        }
        messages.addAll(messages(prompt.messages()));
        return Collections.unmodifiableList(messages);
    }

    /**
     * Returns the messages of a request, one for each stored message, in the same order. Each has only keys that the API
     * has for its role:
     *
     * <ul>
     *   <li>{@code role}: the stored one; {@code developer} and {@code function} if the message came with these, and {@code
     *       function} for the result of a tool with an author and without a {@code tool_call_id}.
     *   <li>{@code name}: the author, of all roles but {@code tool}. One of 1 to 64 ASCII letters, digits, {@code _} and
     *       {@code -} is written as it is, as is the name of a {@code function}. Another one, and one that ends in {@code -}
     *       and eight hexadecimal digits, loses the marks of its letters, has {@code _} in place of other characters, is cut
     *       to 55 characters, and ends in {@code -} and eight hexadecimal digits of its SHA-256. An author always has the
     *       same name, and two authors have different ones, but for one chance in four thousand millions.
     *   <li>{@code content}: the content that the message came with, or its text once that was edited; null for an
     *       assistant's message without text that has calls, a refusal or audio.
     *   <li>{@code tool_calls}, {@code function_call}, {@code refusal} and {@code audio} (its {@code id}) of an assistant's
     *       message, and the {@code tool_call_id} of a tool's. Empty ones are left out, since the API refuses them.
     * </ul>
     *
     * <p>All other metadata and the attachments are left out. A stored list may contain what the API refuses, such as the
     * result of a tool without its call; {@link ContextWindow} returns none of it.
     */
    public static List<Map<String, @Nullable Object>> messages(List<Message> messages) {
        return Argument.required("messages", messages).stream()
                .map(message -> RequestMessage.of(Argument.required("messages (an element)", message)))
                .toList();
    }

    /**
     * Returns the message to store for one of the API, such as the answer of a model or the result of a tool. Keys that are
     * not listed above become metadata under their own names, as do the entries of an object {@code metadata}.
     *
     * <p>What {@link #messages(List)} returns is read as a message of the same role, text, content and calls; an author whose
     * name was not written as it is has the written one, and that of a tool has none.
     *
     * @param message a message of the API
     * @throws InvalidInputException if the role is not {@code system}, {@code developer}, {@code user}, {@code assistant},
     *     {@code tool} or {@code function}, the content is neither text nor a list of parts nor null, a key is refused, or a
     *     part breaks a limit of {@link NewMessage}
     */
    public static NewMessage newMessage(Map<String, ? extends @Nullable Object> message) {
        Argument.required("message", message);
        return CompletionMessage.read(message, role(message.get("role")));
    }

    /**
     * Returns the messages to store for some of the API, as {@link #newMessage} does, in the same order.
     *
     * @throws InvalidInputException if one of them is not valid; the field begins with its place
     */
    public static List<NewMessage> newMessages(List<? extends Map<String, ? extends @Nullable Object>> messages) {
        List<NewMessage> read = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> message : Argument.required("messages", messages)) {
            try {
                read.add(newMessage(message));
            } catch (InvalidInputException e) {
                throw new InvalidInputException("messages[" + read.size() + "]: " + e.field(), e.rule(), e.length());
            }
        }
        return Collections.unmodifiableList(read);
    }

    private static Role role(@Nullable Object label) {
        if (label instanceof String text) {
            switch (text) {
                case RequestMessage.DEVELOPER -> {
                    return Role.SYSTEM;
                }
                case RequestMessage.FUNCTION -> {
                    return Role.TOOL;
                }
                default -> {
                    for (Role role : Role.values()) {
                        if (role.label().equals(text)) {
                            return role;
                        }
                    }
                }
            }
        }
        throw new InvalidInputException(
                "message.role", "must be one of system, developer, user, assistant, tool, function", 0);
    }
}
