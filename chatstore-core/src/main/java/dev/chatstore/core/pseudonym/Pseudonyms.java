package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.operations.Caches;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps ids that are given to the library to the form in which they are stored: a digest (HMAC-SHA256) by a secret key, so that
 * the store alone does not tell who a person is, and who has the key finds what belongs to an id.
 *
 * <p>The digest is of the tenant and the id, so that equal ids of two tenants have nothing in common. An owner and an author with
 * equal ids have equal pseudonyms, also as owner of sessions; the ids of conversations and the keys of sessions have others. An
 * id that has the form of a pseudonym by the current key is taken as one that is stored. Ids of the library's own tenants stay
 * as they are. Immutable, and safe for use by several threads.
 *
 * <p>A mapping throws {@link InvalidInputException} if an id has the form of a pseudonym by a key that is not known.
 */
public final class Pseudonyms {
    /** Keeps all ids as they are given. */
    public static final Pseudonyms NONE = new Pseudonyms(KeyChain.EMPTY, Set.of());

    private static final String PERSON = "person";
    private static final String CONVERSATION = "conversation";

    private final KeyChain keys;
    private final Set<PseudonymKind> kinds;

    Pseudonyms(KeyChain keys, Set<PseudonymKind> kinds) {
        this.keys = keys;
        this.kinds = kinds.isEmpty() ? EnumSet.noneOf(PseudonymKind.class) : EnumSet.copyOf(kinds);
    }

    /** A store that has pseudonyms. */
    public interface Holder {
        /** Returns the pseudonyms. */
        Pseudonyms pseudonyms();
    }

    /** Returns the pseudonyms of a storage; {@link #NONE} if it has none. */
    public static Pseudonyms in(Storage storage) {
        return in(storage.chats());
    }

    /** Returns the pseudonyms of a storage by its conversations, as {@link #in(Storage)} does. */
    public static Pseudonyms in(ChatStore chats) {
        return chats instanceof Holder holder ? holder.pseudonyms() : NONE;
    }

    /** Returns whether any id is kept as a pseudonym. */
    public boolean isOn() {
        return !kinds.isEmpty();
    }

    /** Returns what is kept as pseudonyms. */
    public Set<PseudonymKind> kinds() {
        return Set.copyOf(kinds);
    }

    /** Returns the digests by which the keys are recognized, that of the oldest key first. They do not tell the keys. */
    public List<String> fingerprints() {
        return keys.fingerprints();
    }

    /** Returns whether other pseudonyms are made of the same keys and kinds. */
    public boolean isSame(Pseudonyms other) {
        return fingerprints().equals(other.fingerprints()) && kinds.equals(other.kinds);
    }

    /** Returns the current key for digests outside of the store, or empty if there is none. */
    public Optional<byte[]> secret() {
        return isOn() ? Optional.of(keys.current().secret()) : Optional.empty();
    }

    private String map(PseudonymKind kind, String use, String tenant, String id) {
        return kinds.contains(kind) && !SystemTenants.contain(tenant) ? keys.pseudonym(use, tenant, id) : id;
    }

    /** Returns the stored form of a conversation's id; the same object if it is the id itself. */
    public ConversationId of(ConversationId id) {
        String value = map(PseudonymKind.CONVERSATIONS, CONVERSATION, id.tenant(), id.value());
        return value.equals(id.value()) ? id : new ConversationId(id.tenant(), value);
    }

    /** Returns the stored form of a session's id; the same object if it is the id itself. */
    public SessionId of(SessionId id) {
        String value = map(PseudonymKind.CONVERSATIONS, CONVERSATION, id.tenant(), id.value());
        return value.equals(id.value()) ? id : new SessionId(id.tenant(), id.name(), value);
    }

    /** Returns the stored form of an owner; null and empty stay. */
    public @Nullable String owner(String tenant, @Nullable String owner) {
        return owner == null || owner.isEmpty() ? owner : map(PseudonymKind.OWNERS, PERSON, tenant, owner);
    }

    /** Returns the stored form of an author; null and empty stay. */
    public @Nullable String author(String tenant, @Nullable String author) {
        return author == null || author.isEmpty() ? author : map(PseudonymKind.AUTHORS, PERSON, tenant, author);
    }

    /** Returns the stored form of a whole conversation, whose messages are mapped when they are read. */
    public ConversationSnapshot of(ConversationSnapshot conversation) {
        return isOn() ? StoredForm.of(this, conversation) : conversation;
    }

    /** Returns the stored form of a part of a store. */
    public StoreScope of(StoreScope scope) {
        return isOn() ? StoredForm.of(this, scope) : scope;
    }

    /** Returns the stored form of a session; the same object if nothing of it changes. */
    public StoredSession of(StoredSession session) {
        return isOn() ? StoredForm.of(this, session) : session;
    }

    /** Returns a store around another one, which gets stored forms alone. */
    public ChatStore around(ChatStore chats) {
        return isOn() ? new PseudonymousChatStore(chats, this) : chats;
    }

    /** Returns sessions around others, which get stored forms alone. */
    public SessionBackend around(SessionBackend sessions) {
        return isOn() ? new PseudonymousSessionBackend(sessions, this) : sessions;
    }

    /** Returns caches around others, which get stored forms alone. */
    public Caches around(Caches caches) {
        return isOn() ? new PseudonymousCaches(caches, this) : caches;
    }

    /** Returns a backend around another one, which gets stored forms alone. */
    public Backend around(Backend backend) {
        return isOn() ? new PseudonymousBackend(backend, this) : backend;
    }

    /** Returns the kinds and the ids of the keys. */
    @Override
    public String toString() {
        return "Pseudonyms[kinds=" + kinds + ", keys=" + keys.keys() + "]";
    }
}
