package dev.chatstore.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Message;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonExportTest {
    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at(PersonInStore.START);
    private final ChatStorage storage = PersonInStore.filled(clock);

    @AfterEach
    void close() {
        storage.close();
    }

    private PersonExportReport export(Path target) throws IOException {
        return PersonExport.of(storage, PersonInStore.KARI).write(target);
    }

    @Test
    void theFolderHasAllOfThePersonAndNothingOfOthers() throws IOException {
        Path target = folder.resolve("kari");
        PersonExportReport report = export(target);
        assertThat(report).isEqualTo(new PersonExportReport(2, 4, 2, 2, 0, List.of(PersonInStore.NAMED.value())));
        String page = Files.readString(target.resolve("index.html"));
        assertThat(page)
                .contains("secret two", "secret three", "secret four", "secret six", "secret state", "my secret")
                .doesNotContain("hello kari", "to all", "kari and ola", "nothing", "with kari");
        assertThat(Files.readAllLines(target.resolve("written.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"conversation\":1,\"content\":{\"message\":{"));
        assertThat(Files.readAllLines(target.resolve("sessions.jsonl"))).hasSize(2);
    }

    @Test
    void theDumpsAreLossless() throws IOException {
        Path target = folder.resolve("kari");
        export(target);
        try (ChatStorage other = PersonInStore.open(clock)) {
            StoreRestore.into(other).read(target.resolve("dump-1.zst"));
            StoreRestore.into(other).read(target.resolve("dump-2.zst"));
            assertThat(other.chats().recent(PersonInStore.OWNED, 10))
                    .isEqualTo(storage.chats().recent(PersonInStore.OWNED, 10));
            assertThat(other.chats().revisions(PersonInStore.OWNED, 1))
                    .extracting(Message::text)
                    .containsExactly("secret one", "secret two");
            assertThat(other.chats().recent(PersonInStore.NAMED, 10)).hasSize(2);
            assertThat(other.sessions("booking", String.class).find(SessionKey.of(PersonInStore.TENANT, "s-2")))
                    .isPresent();
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        Path target = folder.resolve("kari");
        export(target);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        Files.writeString(folder.resolve("other"), "");
        assertThatThrownBy(() -> export(folder)).isInstanceOf(FileSystemException.class);
    }
}
