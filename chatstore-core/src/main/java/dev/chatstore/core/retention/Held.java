package dev.chatstore.core.retention;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.Objects;

/**
 * What a hold is on. It need not exist yet.
 *
 * @param kind the kind of the subject
 * @param tenant the tenant that it belongs to
 * @param name the value of the conversation's id, or the owner
 */
public record Held(Kind kind, String tenant, String name) {
    /** A kind of what can be held. */
    public enum Kind {
        /** One conversation. */
        CONVERSATION,
        /** All conversations of an owner. */
        OWNER
    }

    /**
     * Creates a subject and checks its parts.
     *
     * @throws dev.chatstore.api.InvalidInputException if the tenant or the name is not a valid one
     */
    public Held {
        Argument.required("held.kind", kind);
        if (kind == Kind.OWNER) {
            ConversationQuery.ofTenant(tenant).withOwner(name);
        } else {
            ConversationId.of(tenant, name);
        }
    }

    /** Returns one conversation. */
    public static Held conversation(ConversationId id) {
        Argument.required("id", id);
        return new Held(Kind.CONVERSATION, id.tenant(), id.value());
    }

    /**
     * Returns all conversations of an owner, also those to come.
     *
     * @throws dev.chatstore.api.InvalidInputException if the tenant or the owner is not a valid name
     */
    public static Held owner(String tenant, String owner) {
        return new Held(Kind.OWNER, tenant, owner);
    }

    /** Returns this subject with the stored form of its name. */
    Held in(Pseudonyms pseudonyms) {
        return kind == Kind.OWNER
                ? new Held(kind, tenant, Objects.requireNonNull(pseudonyms.owner(tenant, name)))
                : conversation(pseudonyms.of(ConversationId.of(tenant, name)));
    }

    /** Returns what an entry in the audit trail is about. */
    AuditSubject subject() {
        return kind == Kind.OWNER
                ? AuditSubject.ofOwner(tenant, name)
                : AuditSubject.of(ConversationId.of(tenant, name));
    }

    /** Returns the parts, printable. An owner is not among them. */
    @Override
    public String toString() {
        String shown = kind == Kind.OWNER ? "given" : ConversationId.printable(name);
        return "Held[kind=" + kind + ", tenant=" + ConversationId.printable(tenant) + ", name=" + shown + "]";
    }
}
