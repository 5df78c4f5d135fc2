package dev.chatstore.core.erasure;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.export.ExportFormat;
import dev.chatstore.core.export.ExportView;
import dev.chatstore.core.file.OwnersFile;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes all that a tenant holds of a person into a folder, for the person to have.
 *
 * <pre>{@code
 * PersonExport.of(storage, Person.of("default", "kari")).write(Path.of("kari"));
 * }</pre>
 *
 * <p>The folder gets these files:
 *
 * <ul>
 *   <li>{@code index.html}: a page to read, with the person's conversations, what the person wrote in conversations of others,
 *       and the sessions.
 *   <li>{@code dump-1.zst} and so on: the lossless dumps that {@link dev.chatstore.core.dump.StoreRestore} reads, one for each
 *       owner, with its conversations and sessions, and one for each named conversation that exists.
 *   <li>{@code written.jsonl}: a line of JSON for each message that the person wrote in a conversation of others. The conversations
 *       have numbers in place of their ids, and nothing else of them is there: it is the others'.
 *   <li>{@code sessions.jsonl}: a line of JSON for each session of the person, as in a dump.
 * </ul>
 *
 * <p>The page and the lines are of one moment of a database; each dump is of a moment of its own. A conversation or session that
 * cannot be read is left out and counted.
 *
 * <p>Cost: one scan of all conversations and sessions of the tenant, and one dump for each owner and named conversation. Memory
 * holds one page of messages. An export is immutable and may be used by several threads.
 */
public final class PersonExport {
    private static final String PRIVATE = "rwx------";

    private final Storage storage;
    private final StoreAccess access;
    private final Person person;
    private final LongConsumer progress;

    private PersonExport(Storage storage, StoreAccess access, Person person, LongConsumer progress) {
        this.storage = storage;
        this.access = access;
        this.person = person;
        this.progress = progress;
    }

    /**
     * Returns an export that was not written yet.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}, or the person has no id
     */
    public static PersonExport of(Storage storage, Person person) {
        StoreAccess access = StoreAccess.of(Argument.required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
        if (Argument.required("person", person).ids().isEmpty()) {
            throw new InvalidInputException("person", "must have at least one id", 0);
        }
        return new PersonExport(storage, access, person.in(Pseudonyms.in(storage)), conversations -> {});
    }

    /** Returns this export with a listener that receives the number of conversations read so far. */
    public PersonExport onProgress(LongConsumer listener) {
        return new PersonExport(storage, access, person, Argument.required("listener", listener));
    }

    /**
     * Writes the files into a folder, which is created if it does not exist. Folder and files can be read by their owner alone where
     * the file system knows owners. If it fails, the files that are complete stay.
     *
     * @throws IOException if the folder is not empty, or cannot be written to
     * @throws dev.chatstore.api.UnavailableException if the store is out of reach, or the thread is interrupted
     */
    public PersonExportReport write(Path folder) throws IOException {
        Argument.required("folder", folder);
        return AuditLog.of(storage)
                .during(
                        AuditAction.EXPORT,
                        AuditSubject.ofTenant(person.tenant()),
                        "person",
                        () -> writeRecorded(folder),
                        PersonExportReport::amounts);
    }

    private PersonExportReport writeRecorded(Path folder) throws IOException {
        create(folder);
        PersonExportReport report = OwnersFile.write(folder.resolve("index.html"), page -> {
            return OwnersFile.write(folder.resolve("written.jsonl"), written -> {
                return OwnersFile.write(folder.resolve("sessions.jsonl"), sessions -> {
                    PersonPages pages =
                            new PersonPages(person, ExportFormat.HTML.open(page, ExportView.UTC), written, sessions);
                    return pages.write(access, progress);
                });
            });
        });
        int number = 0;
        for (StoreScope scope : scopes(report.named())) {
            number++;
            StoreDump.of(storage).withScope(scope).skipUnreadable().write(folder.resolve("dump-" + number + ".zst"));
        }
        return report;
    }

    private List<StoreScope> scopes(List<String> named) {
        List<StoreScope> scopes = new ArrayList<>();
        person.owners().forEach(owner -> scopes.add(StoreScope.ofOwner(person.tenant(), owner)));
        named.forEach(value -> scopes.add(new StoreScope(person.tenant(), null, value)));
        return scopes;
    }

    private static void create(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] attributes = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE))
                    }
                    : new FileAttribute<?>[0];
            Files.createDirectory(folder, attributes);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new FileSystemException(folder.toString(), null, "is not empty; name a new folder");
            }
        }
    }
}
