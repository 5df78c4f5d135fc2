package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.StoreScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to a dump: it is told, or nothing is missing; and what was restored is whole. */
class DamagedDumpTest {
    private ChatStorage source;
    private byte[] dump;
    private List<String> lines;

    @BeforeEach
    void dump() throws IOException {
        source = FilledStore.filled();
        dump = FilledStore.dump(source);
        lines = DumpLines.of(dump);
    }

    @AfterEach
    void close() {
        source.close();
    }

    /** Restores what is no longer as it was written, and returns the error. */
    private DamagedDumpException refused(InputStream damaged) {
        try (ChatStorage target = FilledStore.empty()) {
            DamagedDumpException error = catchThrowableOfType(
                    DamagedDumpException.class, () -> StoreRestore.into(target).read(damaged));
            assertThat(error).isNotNull();
            assertHasOnlyWholeOnes(target, error);
            assertThat(error).hasMessageContaining("line " + error.line()).hasMessageContaining("Until there: added");
            // What users wrote is in no message.
            assertThat(error.getMessage()).doesNotContain("be kind", "elsewhere", "a title");
            return error;
        }
    }

    private DamagedDumpException refused(List<String> damaged) throws IOException {
        return refused(DumpLines.dump(damaged));
    }

    private void assertHasOnlyWholeOnes(ChatStorage target, DamagedDumpException error) {
        ComparisonReport verified = StoreCopy.from(source).to(target).verify();
        assertThat(verified.different()).isZero();
        assertThat(verified.extra()).isZero();
        RestoreReport restored = error.restored();
        assertThat(restored).isNotNull();
        assertThat(restored.added())
                .isEqualTo(new Quantity(
                        verified.target().conversations(),
                        verified.target().messages(),
                        verified.target().sessions()));
    }

    @Test
    void aChangedByteIsFoundOrHarmless() throws IOException {
        StoreDigest whole = StoreDigest.of(source, StoreScope.everything());
        for (int i = 0; i < dump.length; i++) {
            byte[] damaged = dump.clone();
            damaged[i] ^= (byte) (1 << (i % Byte.SIZE));
            try (ChatStorage target = FilledStore.empty()) {
                StoreRestore.into(target).read(new ByteArrayInputStream(damaged));
                assertThat(StoreDigest.of(target, StoreScope.everything()))
                        .as("byte " + i)
                        .isEqualTo(whole);
            } catch (DamagedDumpException e) {
                assertThat(e.line()).isPositive();
            }
        }
    }

    @Test
    void aFileThatIsCutIsRefusedWhereverThatIs() {
        for (int length = 0; length < dump.length; length += 7) {
            refused(new ByteArrayInputStream(Arrays.copyOf(dump, length)));
        }
        refused(new ByteArrayInputStream(Arrays.copyOf(dump, dump.length - 1)));
    }

    @Test
    void aDumpThatEndsAfterALineIsRefusedThere() throws IOException {
        for (int count = 1; count < lines.size(); count++) {
            DamagedDumpException error = refused(lines.subList(0, count));
            assertThat(error.line()).isEqualTo(count + 1);
            assertThat(error.offset())
                    .isEqualTo(lines.subList(0, count).stream()
                            .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
                            .sum());
        }
    }

    @Test
    void aLineThatIsMissingOrTwiceThereIsFound() throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            refused(without);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            refused(twice);
        }
    }

    @Test
    void anythingThatFollowsTheTrailerIsRefused() throws IOException {
        List<String> more = new ArrayList<>(lines);
        more.add("{}");
        assertThat(refused(more).line()).isEqualTo(lines.size() + 1);
        byte[] appended = Arrays.copyOf(dump, dump.length + 3);
        refused(new ByteArrayInputStream(appended));
    }

    @Test
    void aFieldThatIsUnknownIsNotPassedOver() throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            List<String> changed = new ArrayList<>(lines);
            String line = lines.get(i);
            // Into the object of the line, or into the header itself.
            int place = line.startsWith("{\"format\"") ? 1 : line.indexOf('{', 1) + 1;
            String comma = line.charAt(place) == '}' ? "" : ",";
            changed.set(i, line.substring(0, place) + "\"fromTheFuture\":1" + comma + line.substring(place));
            DamagedDumpException error = refused(changed);
            assertThat(error.line()).isEqualTo(i + 1);
            assertThat(error).hasMessageContaining("the field \"fromTheFuture\" in");
        }
    }

    @Test
    void aDigitThatIsChangedIsFound() throws IOException {
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int at = 0; at < line.length(); at += 5) {
                char c = line.charAt(at);
                if (Character.isDigit(c)) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(i, line.substring(0, at) + (char) (c == '9' ? '8' : c + 1) + line.substring(at + 1));
                    refused(changed);
                }
            }
        }
    }

    @Test
    void aDumpOfAnotherVersionIsRefusedWithBothVersions() throws IOException {
        List<String> newer = new ArrayList<>(lines);
        newer.set(0, lines.get(0).replace("\"version\":1", "\"version\":2"));
        assertThat(refused(newer)).hasMessageContaining("version 2").hasMessageContaining("reads version 1");
    }

    @Test
    void whatIsNoDumpIsRefused() throws IOException {
        assertThat(refused(new ByteArrayInputStream(new byte[0])).line()).isEqualTo(1);
        refused(new ByteArrayInputStream("{\"role\":\"user\"}\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused(List.of("{\"role\":\"user\"}"))).hasMessageContaining("not the beginning of a dump");
        refused(List.of("[]"));
        refused(List.of(""));
        refused(new ByteArrayInputStream(DumpLines.compressed("")));
    }

    @Test
    void aConversationThatWasLeftOutIsForgotten() throws IOException {
        List<String> leftOut = new ArrayList<>(lines);
        int end = 0;
        while (!leftOut.get(end).startsWith("{\"end\"")) {
            end++;
        }
        leftOut.set(end, "{\"leftOut\":{}}");
        // The trailer still counts it.
        DamagedDumpException error = refused(leftOut);
        assertThat(error.line()).isEqualTo(lines.size());
    }

    @Test
    void aConversationThatIsForgottenComesAgain() throws IOException {
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("{\"end\""))
                .findFirst()
                .orElseThrow());
        for (int begun = 1; begun < end; begun++) {
            List<String> again = new ArrayList<>(lines.subList(0, begun + 1));
            again.add("{\"forget\":{}}");
            again.addAll(lines.subList(1, lines.size()));
            try (ChatStorage target = FilledStore.empty()) {
                StoreRestore.into(target).read(DumpLines.dump(again));
                assertThat(StoreCopy.from(source).to(target).verify().isEqual()).isTrue();
            }
        }
    }

    @Test
    void aTimeThatNoStoreCanHoldIsRefused() throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replaceAll("\"created\":\\d+", "\"created\":" + Long.MIN_VALUE));
            if (!changed.get(i).equals(lines.get(i))) {
                DamagedDumpException error = refused(changed);
                assertThat(error.line()).isEqualTo(i + 1);
                assertThat(error).hasMessageContaining("created must be a time");
            }
        }
    }

    @Test
    void aRevisionOfNoMessageIsRefused() throws IOException {
        String revision = lines.stream()
                .filter(line -> line.startsWith("{\"revision\""))
                .findFirst()
                .orElseThrow();
        List<String> first = new ArrayList<>(lines);
        first.add(1, revision);
        assertThat(refused(first)).hasMessageContaining("is a revision of no message");
        List<String> open = new ArrayList<>(lines);
        open.add(2, revision);
        assertThat(refused(open).line()).isEqualTo(3);
    }

    @Test
    void anErrorOfWhatReceivesAConversationIsNotOneOfTheDump() throws Exception {
        InvalidInputException refused = new InvalidInputException("conversation", "must not be here", 0);
        try (DumpReader reader = new DumpReader(
                new ByteArrayInputStream(dump),
                conversation -> {
                    throw refused;
                },
                session -> {})) {
            reader.header();
            assertThatThrownBy(reader::readAll).isSameAs(refused);
        }
    }
}
