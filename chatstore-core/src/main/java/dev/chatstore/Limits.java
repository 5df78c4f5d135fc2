package dev.chatstore;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.Utf8;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values against the configured maximum sizes. */
final class Limits {
    private final long messageBytes;
    private final long metadataBytes;
    private final long stateBytes;
    private final Pseudonyms pseudonyms;

    /** Creates limits whose errors name stored forms of ids, as all other errors do. */
    Limits(Settings settings, Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        messageBytes = settings.get(CommonSettings.MESSAGE_BYTES);
        metadataBytes = settings.get(CommonSettings.METADATA_BYTES);
        stateBytes = settings.get(CommonSettings.STATE_BYTES);
    }

    /** Returns the maximum size of a text or of metadata, whichever is larger. */
    long maxMessageBytes() {
        return Math.max(messageBytes, metadataBytes);
    }

    /**
     * Checks one message of an append.
     *
     * @param index the message's index in the append, to name it in the exception
     */
    void checkMessage(ConversationId id, int index, NewMessage message) {
        // A UTF-16 unit has at most three bytes in UTF-8: most texts need not be counted.
        if (message.text().length() > messageBytes / 3) {
            checkText(id, "append.messages[" + index + "].text", message.text());
        }
        if (!message.metadata().isEmpty()) {
            checkMetadata(id, "append.messages[" + index + "].metadata", message.metadata());
        }
    }

    /** Checks one message of a snapshot, in all of its revisions. */
    void checkMessage(ConversationId id, MessageSnapshot snapshot) {
        checkRevision(id, snapshot.message());
        snapshot.earlier().forEach(revision -> checkRevision(id, revision));
    }

    private void checkRevision(ConversationId id, Message message) {
        if (message.text().length() > messageBytes / 3) {
            checkText(id, "messages[" + (message.sequence() - 1) + "].text", message.text());
        }
        if (!message.metadata().isEmpty()) {
            checkMetadata(id, "messages[" + (message.sequence() - 1) + "].metadata", message.metadata());
        }
    }

    void checkProfile(ConversationId id, String field, @Nullable Profile profile) {
        if (profile != null) {
            if (!profile.unreadable().isEmpty()) {
                throw new InvalidInputException(
                        field,
                        "must not have unreadable parts, but has " + profile.unreadable() + ": set them anew",
                        0);
            }
            checkText(id, field + ".systemPrompt", profile.systemPrompt());
            checkMetadata(id, field + ".metadata", profile.metadata());
        }
    }

    void checkText(ConversationId id, String field, @Nullable String text) {
        if (text != null) {
            check(id, field, CommonSettings.MESSAGE_BYTES, messageBytes, Utf8.length(text));
        }
    }

    void checkMetadata(ConversationId id, String field, @Nullable Map<String, @Nullable Object> metadata) {
        if (metadata != null && !metadata.isEmpty()) {
            check(id, field, CommonSettings.METADATA_BYTES, metadataBytes, Json.size(metadata));
        }
    }

    private void check(ConversationId id, String field, Setting<Long> setting, long allowed, long actual) {
        if (actual > allowed) {
            throw LimitExceededException.ofConversation(pseudonyms.of(id), field, setting.key(), allowed, actual);
        }
    }

    /** Returns the stored form of a session's id, for an error about it. */
    SessionId stored(SessionId id) {
        return pseudonyms.of(id);
    }

    void checkState(SessionId id, String state) {
        long actual = Utf8.length(state);
        if (actual > stateBytes) {
            throw LimitExceededException.ofSession(
                    pseudonyms.of(id), "session.state", CommonSettings.STATE_BYTES.key(), stateBytes, actual);
        }
    }
}
