package dev.chatstore.core.erasure;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.DistinctRandom;
import dev.chatstore.core.retention.Holds;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Removes all that a person owns or wrote in a tenant, and certifies it.
 *
 * <pre>{@code
 * ErasureReport report = Erasure.of(storage, Person.of("default", "kari"), "operator:ola").run();
 * Files.writeString(file, report.certificate().toJson());
 * }</pre>
 *
 * <p>The person's conversations are deleted with everything in them, and their entries in the logs of imports. A message that the
 * person wrote in another conversation is emptied with all its revisions and loses its author; its sequence, role and times remain,
 * and its id, unless that has an id of the person in it. The person's sessions are deleted. Caches drop all of it.
 *
 * <p>What is not the person's own is never changed: another's text, title or metadata may still mention them. The scan counts such
 * places, in texts too if {@linkplain #scanningTexts asked}, and lists them for somebody to look at. Other tenants are neither read
 * nor changed.
 *
 * <p>What is on {@linkplain Holds hold}, by itself or by its owner, is left, and the certificate says how much that is.
 *
 * <p>The tenant is scanned again until a scan finds nothing, so that what writers add meanwhile is erased too; after {@value
 * ErasureWork#PASSES} scans the certificate says that something is left. A run is recorded in the store under a random id,
 * without an id of the person. One that was interrupted goes on with {@link #withRun}: it removes what is left, and counts what
 * the interrupted one had removed.
 *
 * <p>A store remembers the keys of what was deleted for {@linkplain dev.chatstore.api.spi.Backend#REMEMBERED an hour}, so that
 * no late writer and no cache brings it back. The certificate says until when. A run that is continued after that removes them,
 * and certifies it.
 *
 * <p>Cost: at least two scans, each of which reads all conversations and sessions of the tenant and all logs of imports; a deletion
 * for each conversation, and a redaction for each message that was written. Memory holds the places of 100,000 finds and one page of
 * messages. An erasure is immutable and may be used by several threads.
 */
public final class Erasure {
    private final Storage storage;
    private final StoreAccess access;
    private final Person person;
    private final Choices choices;

    private Erasure(Storage storage, StoreAccess access, Person person, Choices choices) {
        this.storage = storage;
        this.access = access;
        this.person = person;
        this.choices = choices;
    }

    /** What the caller chooses. */
    // Six components: the settings of an erasure.
    record Choices(
            String by,
            @Nullable String reference,
            @Nullable SecretKey key,
            boolean texts,
            @Nullable String run,
            Consumer<ErasureProgress> progress) {}

    /**
     * Returns an erasure that was not run yet.
     *
     * @param by who asks for it, such as {@code operator:ola}; it is in the certificate
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}, the person has no id, or
     *     who asks is not given or has an id of the person
     */
    public static Erasure of(Storage storage, Person person, String by) {
        StoreAccess access = StoreAccess.of(Argument.required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
        if (Argument.required("person", person).ids().isEmpty()) {
            throw new InvalidInputException("person", "must have at least one id", 0);
        }
        if (Argument.required("by", by).isBlank()) {
            throw new InvalidInputException("by", "must say who asks for the erasure", 0);
        }
        Choices choices = new Choices(anonymous(person, "by", by), null, null, false, null, progress -> {});
        return new Erasure(storage, access, person, choices);
    }

    /** The certificate and the record are kept, so they have none of the ids. */
    private static String anonymous(Person person, String field, String text) {
        if (new Mentions(person.ids()).in(text)) {
            throw new InvalidInputException(field, "must not have an id of the person: it is kept", text.length());
        }
        return text;
    }

    private Erasure with(Choices newChoices) {
        return new Erasure(storage, access, person, newChoices);
    }

    /**
     * Returns this erasure with a reference for the certificate, such as the number of a request.
     *
     * @throws InvalidInputException if it has an id of the person
     */
    public Erasure withReference(String reference) {
        String checked = anonymous(person, "reference", Argument.required("reference", reference));
        return with(new Choices(choices.by, checked, choices.key, choices.texts, choices.run, choices.progress));
    }

    /**
     * Returns this erasure with a key for the digest (HMAC-SHA256) of the person's ids in the certificate: who has the key and
     * the ids can show that the certificate is about them. By default it is {@code privacy.key}, if that is set.
     *
     * @throws InvalidInputException if the key has less than 16 bytes
     */
    public Erasure withKey(byte[] key) {
        if (Argument.required("key", key).length < 16) {
            throw new InvalidInputException("key", "must have at least 16 bytes", key.length);
        }
        return with(new Choices(
                choices.by, choices.reference, Digests.key(key), choices.texts, choices.run, choices.progress));
    }

    /** Returns this erasure as one that also searches texts, system prompts and states for the person's ids. */
    public Erasure scanningTexts() {
        return with(new Choices(choices.by, choices.reference, choices.key, true, choices.run, choices.progress));
    }

    /**
     * Returns this erasure as the run of an id, which is continued if the store has a record of it, else begun.
     *
     * @param run an id that {@link #newRun} or {@link #runs} has returned
     * @throws InvalidInputException if it is not a valid name, or has an id of the person
     */
    public Erasure withRun(String run) {
        String checked = ConversationId.of(ErasureRecord.TENANT, Argument.required("run", run))
                .value();
        return with(new Choices(
                choices.by,
                choices.reference,
                choices.key,
                choices.texts,
                anonymous(person, "run", checked),
                choices.progress));
    }

    /** Returns this erasure with a listener, which is called in the thread that erases. What it throws ends the erasure. */
    public Erasure onProgress(Consumer<ErasureProgress> listener) {
        return with(new Choices(
                choices.by,
                choices.reference,
                choices.key,
                choices.texts,
                choices.run,
                Argument.required("listener", listener)));
    }

    /** Returns a new random id for a run, to be noted before it begins. */
    public static String newRun() {
        DistinctRandom random = new DistinctRandom(new SecureRandom());
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /**
     * Returns the newest erasures of which a storage has a record, the newest first, up to 1,000.
     *
     * <p>Cost: one statement, and one for each erasure.
     */
    public static List<ErasureRun> runs(Storage storage) {
        return ErasureRecord.runs(Argument.required("storage", storage).chats());
    }

    /**
     * Scans once and removes nothing. Without writers in between, a run removes as much as this reports.
     *
     * @throws dev.chatstore.api.UnavailableException if the store is out of reach, or the thread is interrupted
     */
    public ErasureReport dryRun() {
        return new ErasureWork(storage, access, person, choices).dryRun();
    }

    /**
     * Removes all, and returns the certificate, which the store keeps as well.
     *
     * @throws InvalidInputException if the run is that of another person
     * @throws dev.chatstore.api.UnavailableException if the store is out of reach, or the thread is interrupted: continue the run
     */
    public ErasureReport run() {
        return new ErasureWork(storage, access, person, choices).run();
    }
}
