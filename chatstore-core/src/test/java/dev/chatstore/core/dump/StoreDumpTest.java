package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.testkit.Proxies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDumpTest {
    private final ChatStorage source = FilledStore.filled();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        source.close();
    }

    private static StoreDigest digest(Storage storage) {
        return StoreDigest.of(storage, StoreScope.everything());
    }

    @Test
    void theReportSaysWhatIsInTheFile() throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        DumpReport report = StoreDump.of(source).write(file);

        assertThat(report.content()).isEqualTo(digest(source));
        assertThat(report.content().conversations()).isEqualTo(3);
        assertThat(report.content().messages()).isEqualTo(8);
        assertThat(report.content().sessions()).isEqualTo(2);
        assertThat(report.bytes()).isEqualTo(Files.size(file));
        assertThat(report.header().store()).isEqualTo("memory");
        assertThat(report.header().consistency()).isEqualTo("point_in_time");
        assertThat(report.header().scope()).isEqualTo(StoreScope.everything());
        assertThat(report.leftOutCount()).isZero();
        assertThat(report.summary()).contains("3 conversations", "8 messages", "2 sessions");
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> StoreDump.of(source).write(none.resolve("bot.dump.zst")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(none + ": is not a folder; create it first");
        assertThatThrownBy(() -> StoreDump.of(source).write(folder)).hasMessage(folder + ": is a folder; name a file");
        assertThatThrownBy(() -> StoreRestore.into(source).read(folder))
                .hasMessage(folder + ": is a folder; name a file");
    }

    @Test
    void aDumpOfARestoredStoreHasTheSameLines() throws IOException {
        byte[] first = FilledStore.dump(source);
        try (ChatStorage target = FilledStore.empty()) {
            StoreRestore.into(target).read(new ByteArrayInputStream(first));
            List<String> lines = DumpLines.of(first);
            List<String> again = DumpLines.of(FilledStore.dump(target));
            assertThat(again.subList(1, again.size())).isEqualTo(lines.subList(1, lines.size()));
        }
    }

    @Test
    void eachLineIsAnObjectOfOneKind() throws IOException {
        List<String> kinds = DumpLines.of(FilledStore.dump(source)).stream()
                .map(line -> line.substring(2, line.indexOf('"', 2)))
                .toList();
        assertThat(kinds.get(0)).isEqualTo("format");
        assertThat(kinds.get(kinds.size() - 1)).isEqualTo("trailer");
        assertThat(new HashSet<>(kinds))
                .containsExactlyInAnyOrder(
                        "format", "conversation", "message", "revision", "end", "session", "trailer");
    }

    @Test
    void aScopeIsDumpedAlone() throws IOException {
        for (StoreScope scope : List.of(
                StoreScope.ofTenant("a tenant"),
                StoreScope.ofOwner(ConversationId.DEFAULT_TENANT, "owner"),
                StoreScope.ofConversation(FilledStore.EMPTY))) {
            Path file = folder.resolve("scope.zst");
            DumpReport report = StoreDump.of(source).withScope(scope).write(file);
            assertThat(report.content().conversations()).isEqualTo(1);
            assertThat(report.header().scope()).isEqualTo(scope);
            try (ChatStorage target = FilledStore.empty()) {
                StoreRestore.into(target).read(file);
                assertThat(digest(target)).isEqualTo(StoreDigest.of(source, scope));
            }
        }
    }

    @Test
    void twoDumpsToOnePathAreEachWhole() throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        List<DumpReport> inner = new ArrayList<>();
        DumpReport outer = StoreDump.of(source)
                .onProgress(progress -> {
                    try {
                        inner.add(StoreDump.of(source)
                                .withScope(StoreScope.ofTenant("a tenant"))
                                .write(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .write(file);
        assertThat(inner).isNotEmpty();
        assertThat(Files.size(file)).isEqualTo(outer.bytes());
        try (ChatStorage target = FilledStore.empty()) {
            StoreRestore.into(target).read(file);
            assertThat(digest(target)).isEqualTo(outer.content());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysOneAndAFolderIsNoFile() throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        Path link = Files.createSymbolicLink(folder.resolve("latest"), file.getFileName());
        for (int i = 0; i < 2; i++) {
            StoreDump.of(source).write(link);
            assertThat(link).isSymbolicLink();
            assertThat(file).isRegularFile();
        }
        for (Path wrong : List.of(folder, folder.getRoot(), Path.of(""))) {
            assertThatThrownBy(() -> StoreDump.of(source).write(wrong))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is a folder");
        }
    }

    @Test
    void aDumpThatFailsLeavesTheFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("bot.dump.zst"), "from before");
        StoreDump dump = StoreDump.of(source).onProgress(progress -> {
            throw new IllegalStateException("stopped");
        });
        assertThatThrownBy(() -> dump.write(file)).hasMessage("stopped");
        assertThat(file).hasContent("from before");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void progressEndsWithAllThatWasWritten() throws IOException {
        List<TransferProgress> heard = new ArrayList<>();
        StoreDump.of(source).onProgress(heard::add).write(folder.resolve("bot.dump.zst"));
        TransferProgress last = heard.get(heard.size() - 1);
        assertThat(last.conversations()).isEqualTo(3);
        assertThat(last.messages()).isEqualTo(8);
        assertThat(last.sessions()).isEqualTo(2);
    }

    @Test
    void aStorageOfTheCallersOwnIsRefused() {
        Storage own =
                Proxies.create(Storage.class, (self, method, arguments) -> Proxies.call(source, method, arguments));
        assertThat(StoreDump.of(own)).isNotNull();
        Storage decorated =
                Proxies.create(Storage.class, (self, method, arguments) -> new DecoratedChats(source.chats()));
        assertThatThrownBy(() -> StoreDump.of(decorated))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("storage");
    }
}
