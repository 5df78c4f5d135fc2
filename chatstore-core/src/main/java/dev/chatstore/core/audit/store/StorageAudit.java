package dev.chatstore.core.audit.store;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.core.audit.AuditLevel;
import dev.chatstore.core.audit.AuditStatistics;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.backend.OpenGate;
import java.time.InstantSource;

/**
 * What a storage records of one actor, and the trails in which it does. If it records nothing, it puts nothing around a store.
 * Safe for use by several threads.
 */
public final class StorageAudit {
    private final TrailWriters writers;
    private final OpenGate gate;
    private final AuditLevel level;
    private final String actor;

    private StorageAudit(TrailWriters writers, OpenGate gate, AuditLevel level, String actor) {
        this.writers = writers;
        this.gate = gate;
        this.level = level;
        this.actor = actor;
    }

    /**
     * Creates the audit of a storage. It asks no server.
     *
     * @param durable the backend that keeps the trails, without caches
     * @param clock the clock of the entries
     * @param actor who acts, or empty
     */
    public static StorageAudit of(Backend durable, InstantSource clock, OpenGate gate, AuditLevel level, String actor) {
        String checked = actor.isEmpty() ? "-" : AuditSettings.actor(AuditSettings.ACTOR.key(), actor);
        return new StorageAudit(new TrailWriters(durable, clock), gate, level, checked);
    }

    /** Returns the audit of another actor, in the same trails. */
    public StorageAudit actingAs(String newActor) {
        return new StorageAudit(writers, gate, level, AuditSettings.actor("actor", newActor));
    }

    /** Returns whether anything is recorded. */
    public boolean isOn() {
        return level != AuditLevel.OFF;
    }

    /** Returns a store that records what is done with it. */
    public ChatStore around(ChatStore chats) {
        return isOn() ? new AuditedChatStore(chats, log()) : chats;
    }

    /** Returns a store that records what is done with it. */
    public SessionBackend around(SessionBackend sessions) {
        return isOn() ? new AuditedSessionBackend(sessions, log()) : sessions;
    }

    private ActorLog log() {
        return new ActorLog(writers, level == AuditLevel.ALL, actor);
    }

    /** Returns the trails. */
    public AuditTrail trail() {
        return new StoredTrails(writers, gate, actor);
    }

    /** Returns what was recorded so far. */
    public AuditStatistics statistics() {
        return writers.counters().statistics();
    }
}
