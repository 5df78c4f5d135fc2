package dev.chatstore.cli.command;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.core.dump.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is stored, as JSON with all of its fields and as the cells of a table. */
final class Rendering {
    private Rendering() {}

    static Map<String, @Nullable Object> of(Conversation conversation) {
        return JsonOutput.object(
                "tenant", conversation.id().tenant(),
                "id", conversation.id().value(),
                "owner", conversation.profile().owner(),
                "title", conversation.profile().title(),
                "model", conversation.profile().model(),
                "archived", conversation.archived(),
                "messages", conversation.messageCount(),
                "firstSequence", conversation.firstSequence(),
                "tokens", conversation.tokens(),
                "version", conversation.version(),
                "created", conversation.created(),
                "lastActivity", conversation.lastActivity(),
                "updated", conversation.updated(),
                "unreadable", conversation.profile().unreadable());
    }

    /** Returns a conversation with the parts that a list leaves out, since they may be large. */
    static Map<String, @Nullable Object> whole(Conversation conversation) {
        Map<String, @Nullable Object> whole = of(conversation);
        whole.put("systemPrompt", conversation.profile().systemPrompt());
        whole.put("metadata", conversation.profile().metadata());
        return whole;
    }

    static Map<String, @Nullable Object> of(Message message) {
        return JsonOutput.object(
                "sequence", message.sequence(),
                "id", message.id(),
                "role", message.role().label(),
                "author", message.author(),
                "text", message.text(),
                "attachments", message.attachments().stream().map(Rendering::of).toList(),
                "metadata", message.metadata(),
                "parent", message.parent(),
                "tokens", message.tokens(),
                "revision", message.revision(),
                "version", message.version(),
                "created", message.created(),
                "said", message.said(),
                "edited", message.edited(),
                "redacted", message.redacted(),
                "unreadable", message.unreadable());
    }

    private static Map<String, @Nullable Object> of(Attachment attachment) {
        return JsonOutput.object(
                "reference", attachment.reference(),
                "mediaType", attachment.mediaType(),
                "size", attachment.size(),
                "name", attachment.name());
    }

    static Map<String, @Nullable Object> of(Session<?> session) {
        return JsonOutput.object(
                "tenant", session.key().tenant(),
                "key", session.key().value(),
                "owner", session.owner(),
                "version", session.version(),
                "created", session.created(),
                "updated", session.updated(),
                "expires", session.expires(),
                "state", session.state());
    }

    static List<Map<String, @Nullable Object>> unreadable(List<CorruptDataException> errors) {
        return errors.stream().map(Rendering::of).toList();
    }

    private static Map<String, @Nullable Object> of(CorruptDataException error) {
        ConversationId conversation = error.conversation();
        SessionId session = error.session();
        return JsonOutput.object(
                "conversation",
                conversation == null ? null : conversation.value(),
                "session",
                session == null ? null : session.value(),
                "part",
                error.field(),
                "reason",
                error.getMessage());
    }

    /** Returns a number with a noun, in the plural unless it is one. */
    static String count(long number, String noun) {
        return Quantity.count(number, noun);
    }

    /** Returns a time to the second, as people read it. */
    static String time(@Nullable Instant time) {
        return time == null
                ? ""
                : time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    }

    /** Returns the name of a choice as it is written on the command line. */
    static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns a value after its name, or nothing if there is none. */
    static String named(String name, @Nullable String value) {
        return value == null ? "" : (name + " " + SafeText.line(value)).strip();
    }

    /** Returns parts in one line, without the empty ones. */
    static String sentence(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    static String missing(ConversationId conversation) {
        return "conversation " + SafeText.line(conversation.value()) + " does not exist in tenant "
                + SafeText.line(conversation.tenant());
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
