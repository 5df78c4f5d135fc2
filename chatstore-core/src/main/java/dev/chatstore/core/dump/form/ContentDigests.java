package dev.chatstore.core.dump.form;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The digests of conversations and sessions, which are equal on all backends. They are stored in dumps, so their form is
 * fixed.
 *
 * <p>Versions are counted from that of the conversation backwards: in the place of a deleted conversation, a store raises all
 * of them by the same number, and the content is the same. The version of a session is left out for the same reason; the
 * time of the last save tells states apart.
 */
public final class ContentDigests {
    private ContentDigests() {}

    /** Returns the digest of a conversation, whose messages it reads. */
    public static String digest(ConversationSnapshot conversation) {
        ContentDigest digest = begin(conversation.head());
        conversation.forgotten().forEach(forgotten -> add(digest, conversation.head(), forgotten));
        conversation.messages().forEach(message -> add(digest, conversation.head(), message));
        return digest.end();
    }

    /** Returns the digest of a conversation's messages alone, which it reads. */
    public static String digestOfMessages(ConversationSnapshot conversation) {
        ContentDigest digest = new ContentDigest().number(conversation.head().messageCount());
        conversation.forgotten().forEach(forgotten -> add(digest, conversation.head(), forgotten));
        conversation.messages().forEach(message -> add(digest, conversation.head(), message));
        return digest.end();
    }

    /**
     * Begins the digest of a conversation. What it has of forgotten messages is to be added, and then each of its messages.
     */
    public static ContentDigest begin(Conversation head) {
        Profile profile = head.profile();
        ContentDigest digest = new ContentDigest()
                .text("conversation")
                .text(head.id().tenant())
                .text(head.id().value())
                .number(head.messageCount())
                .number(head.tokens())
                .text(profile.owner())
                .text(profile.title())
                .text(profile.model())
                .text(profile.systemPrompt())
                .value(profile.metadata())
                .flag(head.archived())
                .time(head.created())
                .time(head.lastActivity())
                .time(head.updated());
        // Dumps of before messages could be removed as old ones have digests without it.
        return head.firstSequence() == 1 ? digest : digest.text("firstSequence").number(head.firstSequence());
    }

    /** Adds what is kept of a message that was removed as an old one. */
    public static void add(ContentDigest digest, Conversation head, ForgottenMessage forgotten) {
        Long fingerprint = forgotten.fingerprint();
        digest.text("forgotten")
                .number(forgotten.sequence())
                .number(head.version() - forgotten.version())
                .text(forgotten.id())
                .flag(fingerprint != null)
                .number(fingerprint == null ? 0 : fingerprint);
    }

    /** Adds the next message of a conversation. */
    public static void add(ContentDigest digest, Conversation head, MessageSnapshot snapshot) {
        Message message = snapshot.message();
        digest.number(message.sequence())
                .number(head.version() - message.version())
                .text(message.id())
                .text(message.role().label())
                .text(message.author())
                .number(message.parent())
                .time(message.created())
                .time(message.said())
                .flag(message.redacted())
                .number(snapshot.earlier().size());
        snapshot.earlier().forEach(revision -> addRevision(digest, revision));
        addRevision(digest, message);
    }

    private static void addRevision(ContentDigest digest, Message revision) {
        List<Attachment> attachments = revision.attachments();
        digest.number(revision.revision())
                .timeOrNone(revision.edited())
                .number(revision.tokens())
                .text(revision.text())
                .number(attachments.size());
        for (Attachment attachment : attachments) {
            digest.text(attachment.reference())
                    .text(attachment.mediaType())
                    .number(attachment.size())
                    .text(attachment.name());
        }
        digest.value(revision.metadata());
    }

    /** Returns the digest of a session. */
    public static String digest(StoredSession session) {
        return new ContentDigest()
                .text("session")
                .text(session.id().tenant())
                .text(session.id().name())
                .text(session.id().value())
                .text(session.owner())
                .text(session.state())
                .time(session.created())
                .time(session.updated())
                .timeOrNone(session.expires())
                .end();
    }

    /**
     * Returns whether a session that exists is the given one. Its expiry may be later: each use moves it, and saves
     * nothing.
     */
    public static boolean isSame(StoredSession given, StoredSession found) {
        return found.id().equals(given.id())
                && Objects.equals(found.owner(), given.owner())
                && found.state().equals(given.state())
                && Micros.of(found.created()) == Micros.of(given.created())
                && Micros.of(found.updated()) == Micros.of(given.updated())
                && expiry(found) >= expiry(given);
    }

    private static long expiry(StoredSession session) {
        Instant expires = session.expires();
        return expires == null ? Long.MAX_VALUE : Micros.of(expires);
    }

    /** Returns the digest of a content at a version. */
    public static String versioned(String content, long version) {
        return new ContentDigest().text(content).number(version).end();
    }
}
