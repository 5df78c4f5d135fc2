package dev.chatstore.core.erasure;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ids under which a tenant knows a person. Ids are compared exactly. Immutable.
 *
 * <pre>{@code
 * Person kari = Person.of("default", "kari").withAuthor("Kari N.").withConversation("telegram-4711");
 * }</pre>
 */
public final class Person {

    private final String tenant;
    private final Set<String> owners;
    private final Set<String> authors;
    private final Set<String> sessionOwners;
    private final Set<ConversationId> conversations;
    private final Set<SessionId> sessions;

    /** What the person is called besides, where a text is searched. */
    private final Set<String> otherNames;

    // Seven parameters: the kinds of ids.
    private Person(
            String tenant,
            Set<String> owners,
            Set<String> authors,
            Set<String> sessionOwners,
            Set<ConversationId> conversations,
            Set<SessionId> sessions,
            Set<String> otherNames) {
        this.otherNames = otherNames;
        this.tenant = tenant;
        this.owners = owners;
        this.authors = authors;
        this.sessionOwners = sessionOwners;
        this.conversations = conversations;
        this.sessions = sessions;
    }

    /**
     * Returns a person of a tenant without any id yet.
     *
     * @throws InvalidInputException if the tenant is not a valid name, or is one of the library's own
     */
    public static Person in(String tenant) {
        String checked =
                ConversationQuery.ofTenant(Argument.required("tenant", tenant)).tenant();
        if (SystemTenants.contain(checked)) {
            throw new InvalidInputException("tenant", "must not be one of the library's own", tenant.length());
        }
        return new Person(checked, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * Returns a person who has one id as owner of conversations and sessions and as author of messages.
     *
     * @throws InvalidInputException if a part is not a valid name, or the tenant is one of the library's own
     */
    public static Person of(String tenant, String id) {
        return in(tenant).withOwner(id).withAuthor(id).withSessionOwner(id);
    }

    /**
     * Returns this person as the owner of conversations, too.
     *
     * @throws InvalidInputException if the owner is not a valid name
     */
    public Person withOwner(String owner) {
        return new Person(
                tenant,
                with(owners, name("owner", owner)),
                authors,
                sessionOwners,
                conversations,
                sessions,
                otherNames);
    }

    /**
     * Returns this person also as the author of messages, in all conversations of the tenant.
     *
     * @throws InvalidInputException if the author is not a valid name
     */
    public Person withAuthor(String author) {
        return new Person(
                tenant,
                owners,
                with(authors, name("author", author)),
                sessionOwners,
                conversations,
                sessions,
                otherNames);
    }

    /**
     * Returns this person as the owner of sessions, too.
     *
     * @throws InvalidInputException if the owner is not a valid name
     */
    public Person withSessionOwner(String owner) {
        return new Person(
                tenant,
                owners,
                authors,
                with(sessionOwners, name("owner", owner)),
                conversations,
                sessions,
                otherNames);
    }

    /**
     * Returns this person with a conversation that belongs to them, even if it has another owner.
     *
     * @throws InvalidInputException if the value is not a valid name
     */
    public Person withConversation(String value) {
        return new Person(
                tenant,
                owners,
                authors,
                sessionOwners,
                with(conversations, ConversationId.of(tenant, value)),
                sessions,
                otherNames);
    }

    /**
     * Returns this person with a session that belongs to them, even if it has another owner.
     *
     * @throws InvalidInputException if a part is not a valid name
     */
    public Person withSession(String store, String value) {
        return new Person(
                tenant,
                owners,
                authors,
                sessionOwners,
                conversations,
                with(sessions, new SessionId(tenant, store, value)),
                otherNames);
    }

    /** Returns this person by the stored forms of the ids. In texts the ids as they are here are searched, too. */
    Person in(Pseudonyms pseudonyms) {
        return pseudonyms.isOn()
                ? new Person(
                        tenant,
                        mapped(owners, owner -> Objects.requireNonNull(pseudonyms.owner(tenant, owner))),
                        mapped(authors, author -> Objects.requireNonNull(pseudonyms.author(tenant, author))),
                        mapped(sessionOwners, owner -> Objects.requireNonNull(pseudonyms.owner(tenant, owner))),
                        mapped(conversations, pseudonyms::of),
                        mapped(sessions, pseudonyms::of),
                        ids())
                : this;
    }

    private static <T> Set<T> mapped(Set<T> all, UnaryOperator<T> change) {
        return all.stream().map(change).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Checks a name by the rule that owners and authors have. */
    private String name(String field, String name) {
        ConversationQuery.ofTenant(tenant).withOwner(Argument.required(field, name));
        return name;
    }

    private static <T> Set<T> with(Set<T> all, T one) {
        Set<T> more = new LinkedHashSet<>(all);
        more.add(one);
        return Collections.unmodifiableSet(more);
    }

    /** Returns the tenant. */
    public String tenant() {
        return tenant;
    }

    Set<String> owners() {
        return owners;
    }

    Set<String> authors() {
        return authors;
    }

    Set<String> sessionOwners() {
        return sessionOwners;
    }

    Set<ConversationId> conversations() {
        return conversations;
    }

    Set<SessionId> sessions() {
        return sessions;
    }

    /** Returns all ids of the person, of whatever kind. */
    Set<String> ids() {
        return Stream.of(
                        owners,
                        authors,
                        sessionOwners,
                        conversations.stream().map(ConversationId::value).toList(),
                        sessions.stream().map(SessionId::value).toList())
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns what to search in a text: all ids, in whatever form. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(ids());
        names.addAll(otherNames);
        return names;
    }

    /** Returns how many ids there are, and none of them. */
    @Override
    public String toString() {
        return "Person[owners=" + owners.size() + ", authors=" + authors.size() + ", sessionOwners="
                + sessionOwners.size() + ", conversations=" + conversations.size() + ", sessions=" + sessions.size()
                + "]";
    }
}
