package dev.chatstore.jdbi.load;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of conversations, and inserts them once there are many. Rows of a conversation follow its head. The
 * order of the values is that of the columns in the files {@code load_*.sql}. For one transaction.
 */
public final class LoadTables {
    private static final int ROWS = 2_000;
    private static final long CHARACTERS = 1 << 20;

    private final SqlHandle sql;
    private final boolean hasReplies;
    private final List<@Nullable Object[]> heads = new ArrayList<>();
    private final List<@Nullable Object[]> profiles = new ArrayList<>();
    private final List<@Nullable Object[]> messages = new ArrayList<>();
    private final List<@Nullable Object[]> replies = new ArrayList<>();
    private final List<@Nullable Object[]> revisions = new ArrayList<>();
    private int rows;
    private long characters;

    /**
     * Creates empty tables.
     *
     * @param hasReplies whether the database keeps replies in a table of their own
     */
    public LoadTables(SqlHandle sql, boolean hasReplies) {
        this.sql = sql;
        this.hasReplies = hasReplies;
    }

    void addHead(Conversation head, long base) {
        heads.add(new Object[] {
            head.id().tenant(),
            head.id().value(),
            head.version() + base,
            head.messageCount(),
            head.lastSequence(),
            head.tokens(),
            head.profile().owner(),
            head.archived() ? 1L : 0L,
            Micros.of(head.created()),
            Micros.of(head.lastActivity()),
            Micros.of(head.updated())
        });
        added(0);
    }

    void addProfile(Conversation head) {
        Profile profile = head.profile();
        if (!profile.withOwner(null).equals(Profile.EMPTY)) {
            String prompt = profile.systemPrompt();
            String metadata = Json.write(profile.metadata());
            profiles.add(new Object[] {
                head.id().tenant(), head.id().value(), profile.title(), profile.model(), prompt, metadata
            });
            added(length(prompt) + length(metadata));
        }
    }

    /**
     * Adds a message with its earlier revisions.
     *
     * @param writeToken the token of the load, or null
     */
    public void addMessage(ConversationId id, MessageSnapshot snapshot, long base, @Nullable Long writeToken) {
        Message message = snapshot.message();
        Message original =
                snapshot.earlier().isEmpty() ? message : snapshot.earlier().get(0);
        boolean compares = message.id() != null && !message.redacted();
        Long fingerprint = compares ? (Long) Fingerprint.of(original.role(), original.text()) : null;
        add(id, snapshot, base, fingerprint, writeToken);
    }

    /** Adds a message of the database itself with its earlier revisions, and with the fingerprint that it had. */
    public void addMessage(ConversationId id, MessageSnapshot snapshot, @Nullable Long fingerprint) {
        add(id, snapshot, 0, fingerprint, null);
    }

    private void add(
            ConversationId id,
            MessageSnapshot snapshot,
            long base,
            @Nullable Long fingerprint,
            @Nullable Long writeToken) {
        Message message = snapshot.message();
        Long parent = message.parent() == message.sequence() - 1 ? null : (Long) message.parent();
        String attachments = Json.write(message.attachments());
        String metadata = Json.write(message.metadata());
        messages.add(new Object[] {
            id.tenant(),
            id.value(),
            message.sequence(),
            message.version() + base,
            message.id(),
            message.role().label(),
            message.author(),
            message.text(),
            attachments,
            metadata,
            parent,
            message.tokens(),
            (long) message.revision(),
            Micros.of(message.created()),
            message.said().equals(message.created()) ? null : (Long) Micros.of(message.said()),
            micros(message.edited()),
            message.redacted() ? 1L : 0L,
            fingerprint,
            writeToken
        });
        if (hasReplies && parent != null) {
            replies.add(new Object[] {id.tenant(), id.value(), parent, message.sequence()});
        }
        added(message.text().length() + length(attachments) + length(metadata));
        snapshot.earlier().forEach(revision -> addRevision(id, revision));
    }

    /** Adds what recognizes a message that was removed as an old one, as a removal leaves it. */
    void addForgotten(ConversationId id, ForgottenMessage forgotten, long base) {
        messages.add(new Object[] {
            id.tenant(),
            id.value(),
            forgotten.sequence(),
            forgotten.version() + base,
            forgotten.id(),
            Role.USER.label(),
            null,
            "",
            null,
            null,
            null,
            0L,
            1L,
            0L,
            null,
            null,
            forgotten.fingerprint() == null ? 1L : 0L,
            forgotten.fingerprint(),
            null
        });
        added(0);
    }

    private void addRevision(ConversationId id, Message revision) {
        String attachments = Json.write(revision.attachments());
        String metadata = Json.write(revision.metadata());
        revisions.add(new Object[] {
            id.tenant(),
            id.value(),
            revision.sequence(),
            (long) revision.revision(),
            revision.text(),
            attachments,
            metadata,
            revision.tokens(),
            micros(revision.edited())
        });
        added(revision.text().length() + length(attachments) + length(metadata));
    }

    private static @Nullable Long micros(@Nullable Instant time) {
        return time == null ? null : (Long) Micros.of(time);
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private void added(long addedCharacters) {
        characters += addedCharacters;
        if (++rows >= ROWS || characters >= CHARACTERS) {
            insert();
        }
    }

    /** Inserts what was added since the last time. */
    public void insert() {
        insert(Sql.LOAD_HEADS, Sql.COPY_HEADS, heads);
        insert(Sql.LOAD_PROFILES, Sql.COPY_PROFILES, profiles);
        insert(Sql.LOAD_MESSAGES, Sql.COPY_MESSAGES, messages);
        // Such a database has no statement that copies.
        insert(Sql.LOAD_REPLIES, Sql.LOAD_REPLIES, replies);
        insert(Sql.LOAD_REVISIONS, Sql.COPY_REVISIONS, revisions);
        rows = 0;
        characters = 0;
    }

    private void insert(Sql insert, Sql copy, List<@Nullable Object[]> added) {
        sql.insertAll(insert, copy, added);
        added.clear();
    }
}
