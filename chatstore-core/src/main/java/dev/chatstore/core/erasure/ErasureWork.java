package dev.chatstore.core.erasure;

import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.retention.Holds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** One run of an erasure: scans and removes until nothing is found. For one thread. */
final class ErasureWork {
    /** How often the tenant is scanned, besides scans that end since they have found as much as is collected. */
    static final int PASSES = 10;

    private static final int PURGED = 1_000;

    private final Storage storage;
    private final StoreAccess access;
    private final Person person;
    private final Person stored;
    private final Erasure.Choices choices;
    private final String run;
    private ErasedAmounts removed = ErasedAmounts.NONE;
    private int scans;

    ErasureWork(Storage storage, StoreAccess access, Person person, Erasure.Choices choices) {
        this.storage = storage;
        this.access = access;
        this.person = person;
        this.stored = person.in(Pseudonyms.in(storage));
        this.choices = choices;
        this.run = choices.run() == null ? Erasure.newRun() : choices.run();
    }

    ErasureReport dryRun() {
        Instant now = access.loader().now();
        Findings findings = scan(false);
        ErasureCertificate certificate = new ErasureCertificate(
                run,
                person.tenant(),
                choices.by(),
                choices.reference(),
                digest(),
                true,
                now,
                access.loader().now(),
                findings.found(),
                ErasedAmounts.NONE,
                findings.held(),
                secondScan(now, findings, true),
                false,
                null);
        return new ErasureReport(certificate, findings.mentions);
    }

    ErasureReport run() {
        return AuditLog.of(storage)
                .during(
                        AuditAction.ERASE,
                        AuditSubject.ofTenant(person.tenant()),
                        run,
                        this::erase,
                        report -> report.certificate().removed().amounts());
    }

    private ErasureReport erase() {
        ErasureRecord record = ErasureRecord.of(storage.chats(), run, about());
        removed = record.removed();
        Removal removal = new Removal(storage.chats(), access, stored, record);
        Instant at = access.loader().now();
        Findings findings = scan(true);
        int passes = 1;
        // A pass that could remove nothing of what it found would not do so the next time.
        boolean isProgress = true;
        while (!findings.found().isNone() && isProgress && passes < PASSES) {
            ErasedAmounts gone = removal.run(findings);
            removed = record.removed();
            isProgress = !gone.isNone();
            passes += findings.isFull() ? 0 : 1;
            at = access.loader().now();
            findings = scan(true);
        }
        // After the last removal, whose contents a killed process may have left.
        boolean swept =
                !Archive.exists(storage) || Archive.of(storage).removeOrphans().isPresent();
        boolean remembers = remembers(record);
        boolean sanitized = access.sanitize();
        ErasureCertificate certificate = new ErasureCertificate(
                run,
                person.tenant(),
                choices.by(),
                choices.reference(),
                digest(),
                false,
                record.begun(),
                access.loader().now(),
                record.removed(),
                record.interrupted(),
                findings.held(),
                secondScan(at, findings, swept),
                sanitized,
                remembers ? record.rememberedUntil() : null);
        record.ended(certificate);
        return new ErasureReport(certificate, findings.mentions);
    }

    /** Removes the keys of what was deleted if their time is over, and returns whether it is not. */
    private boolean remembers(ErasureRecord record) {
        Instant until = record.rememberedUntil();
        if (until == null) {
            return false;
        }
        if (!access.sessionTime().isAfter(until)) {
            return true;
        }
        while (access.purge(PURGED) > 0) {
            PersonScan.checkNotInterrupted();
        }
        return false;
    }

    private Findings scan(boolean collects) {
        scans++;
        PersonScan scan = new PersonScan(
                access,
                stored,
                Holds.of(storage),
                choices.texts(),
                read -> choices.progress().accept(new ErasureProgress(scans, read, removed)));
        return scan.run(collects);
    }

    private SecondScan secondScan(Instant at, Findings findings, boolean swept) {
        return new SecondScan(
                at,
                scans,
                findings.conversations,
                findings.messages,
                findings.sessionsRead,
                choices.texts(),
                findings.found(),
                findings.unreadable,
                swept,
                findings.mentionCounts);
    }

    private @Nullable String digest() {
        SecretKey key = choices.key();
        if (key == null) {
            key = Pseudonyms.in(storage).secret().map(Digests::key).orElse(null);
        }
        return key == null ? null : Digests.keyed(key, person.ids());
    }

    private Map<String, @Nullable Object> about() {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("tenant", person.tenant());
        about.put("by", choices.by());
        about.put("reference", choices.reference());
        about.put("person", digest());
        return about;
    }
}
