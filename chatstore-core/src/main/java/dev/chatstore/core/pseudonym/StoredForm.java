package dev.chatstore.core.pseudonym;

import dev.chatstore.api.Append;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values with the stored forms of the ids in them. What has no id that changes is returned itself. */
final class StoredForm {
    private StoredForm() {}

    static ConversationQuery of(Pseudonyms pseudonyms, ConversationQuery query) {
        String owner = pseudonyms.owner(query.tenant(), query.owner());
        return owner == null || owner.equals(query.owner()) ? query : query.withOwner(owner);
    }

    static Profile of(Pseudonyms pseudonyms, String tenant, Profile profile) {
        String owner = pseudonyms.owner(tenant, profile.owner());
        return Objects.equals(owner, profile.owner()) ? profile : profile.withOwner(owner);
    }

    static ConversationPatch of(Pseudonyms pseudonyms, ConversationPatch patch) {
        ConversationId id = pseudonyms.of(patch.conversation());
        String owner = pseudonyms.owner(id.tenant(), patch.owner());
        ConversationPatch stored = patch.withConversation(id);
        return owner == null ? stored : stored.withOwner(owner);
    }

    static Append of(Pseudonyms pseudonyms, Append append) {
        ConversationId id = pseudonyms.of(append.conversation());
        Profile profile = append.profile();
        return new Append(
                id,
                append.messages().stream()
                        .map(message -> of(pseudonyms, id.tenant(), message))
                        .toList(),
                append.expectedVersion(),
                profile == null ? null : of(pseudonyms, id.tenant(), profile));
    }

    private static NewMessage of(Pseudonyms pseudonyms, String tenant, NewMessage message) {
        String author = pseudonyms.author(tenant, message.author());
        return Objects.equals(author, message.author()) ? message : message.withAuthor(author);
    }

    static ConversationSnapshot of(Pseudonyms pseudonyms, ConversationSnapshot conversation) {
        Conversation head = conversation.head();
        ConversationId id = pseudonyms.of(head.id());
        Iterable<MessageSnapshot> messages = conversation.messages();
        return new ConversationSnapshot(
                named(head, id, of(pseudonyms, id.tenant(), head.profile())),
                () -> mapped(pseudonyms, id.tenant(), messages.iterator()),
                conversation.forgotten());
    }

    private static Iterator<MessageSnapshot> mapped(
            Pseudonyms pseudonyms, String tenant, Iterator<MessageSnapshot> messages) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public MessageSnapshot next() {
                return of(pseudonyms, tenant, messages.next());
            }
        };
    }

    static MessageSnapshot of(Pseudonyms pseudonyms, String tenant, MessageSnapshot snapshot) {
        Message message = of(pseudonyms, tenant, snapshot.message());
        List<Message> earlier = snapshot.earlier().stream()
                .map(revision -> of(pseudonyms, tenant, revision))
                .toList();
        return new MessageSnapshot(message, earlier);
    }

    private static Message of(Pseudonyms pseudonyms, String tenant, Message message) {
        String author = pseudonyms.author(tenant, message.author());
        return Objects.equals(author, message.author()) ? message : written(message, author);
    }

    private static Message written(Message message, @Nullable String author) {
        return new Message(
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                author,
                message.text(),
                message.attachments(),
                message.metadata(),
                message.parent(),
                message.tokens(),
                message.revision(),
                message.created(),
                message.said(),
                message.edited(),
                message.redacted(),
                message.unreadable());
    }

    /** Returns a conversation under another id. */
    static Conversation named(Conversation head, ConversationId id) {
        return named(head, id, head.profile());
    }

    private static Conversation named(Conversation head, ConversationId id, Profile profile) {
        return head.id().equals(id) && head.profile().equals(profile)
                ? head
                : new Conversation(
                        id,
                        head.version(),
                        head.messageCount(),
                        head.lastSequence(),
                        head.tokens(),
                        profile,
                        head.archived(),
                        head.created(),
                        head.lastActivity(),
                        head.updated());
    }

    static StoredSession of(Pseudonyms pseudonyms, StoredSession session) {
        String tenant = session.id().tenant();
        return named(session, pseudonyms.of(session.id()), pseudonyms.owner(tenant, session.owner()));
    }

    /** Returns a session under another id. */
    static StoredSession named(StoredSession session, SessionId id) {
        return named(session, id, session.owner());
    }

    private static StoredSession named(StoredSession session, SessionId id, @Nullable String owner) {
        return session.id().equals(id) && Objects.equals(session.owner(), owner)
                ? session
                : new StoredSession(
                        id,
                        owner,
                        session.version(),
                        session.state(),
                        session.created(),
                        session.updated(),
                        session.expiry());
    }

    static SessionWrite of(Pseudonyms pseudonyms, String tenant, SessionWrite write) {
        String owner = pseudonyms.owner(tenant, write.owner());
        return Objects.equals(owner, write.owner())
                ? write
                : new SessionWrite(write.state(), owner, write.timeToLive());
    }

    static SessionScope of(Pseudonyms pseudonyms, SessionScope scope) {
        return new SessionScope(scope.tenant(), scope.name(), pseudonyms.owner(scope.tenant(), scope.owner()));
    }

    static StoreScope of(Pseudonyms pseudonyms, StoreScope scope) {
        String tenant = scope.tenant();
        ConversationId id = scope.conversation();
        if (id != null) {
            return StoreScope.ofConversation(pseudonyms.of(id));
        }
        return tenant == null ? scope : new StoreScope(tenant, pseudonyms.owner(tenant, scope.owner()), null);
    }
}
