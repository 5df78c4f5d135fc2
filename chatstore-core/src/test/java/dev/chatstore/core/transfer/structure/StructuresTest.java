package dev.chatstore.core.transfer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How records are arranged, from files. */
final class StructuresTest {
    @TempDir
    private Path folder;

    private JsonSource source(String json) throws IOException {
        return new JsonSource(Files.writeString(folder.resolve("x.json"), json), "x.json", 1 << 20);
    }

    @Test
    void anObjectIsReadWithoutThoseThatStandInIt() throws IOException, Refused {
        String json = "[{\"id\": \"a\", \"c\": [{\"id\": 2, \"c\": []}, 5], \"t\": \"x\"}, {\"id\": \"d\"}]";
        try (JsonSource source = source(json)) {
            NestedList found = NestedList.of(Element.root(source), "c", Set.of("id"));

            assertThat(found.broken()).isNull();
            assertThat(found.items()).extracting(item -> item.text("id")).containsExactly("a", "2", null, "d");
            assertThat(found.items().get(1).parent()).isSameAs(found.items().get(0));
            assertThat(found.items().get(3).parent()).isNull();
            assertThat(element(found, 0).object()).containsEntry("t", "x").containsEntry("c", null);
            assertThat(element(found, 2).value()).isEqualTo(5);
            // What waits to be stored is counted by these: an object must not count for those in it as well.
            long bytes = 0;
            for (int i = 0; i < found.items().size(); i++) {
                bytes += element(found, i).region().length();
            }
            assertThat(bytes).isLessThan(json.length());
        }
    }

    private static Element element(NestedList found, int index) {
        return Objects.requireNonNull(found.items().get(index).element());
    }

    @Test
    void whatStandsBeforeABreakIsFound() throws IOException, Refused {
        try (JsonSource source = source("[{\"id\": \"a\"}, {\"id\": \"b\", \"c\": [{\"id\": \"d\"}, {\"id\"")) {
            NestedList found = NestedList.of(Element.root(source), "c", Set.of("id"));

            assertThat(Objects.requireNonNull(found.broken()).isCutOff()).isTrue();
            assertThat(found.items().stream().filter(item -> item.element() != null))
                    .extracting(item -> item.text("id"))
                    .containsExactly("a", "d");
        }
    }

    @Test
    void recordsAreGroupedInBothOrders() throws IOException, Refused {
        StringBuilder json = new StringBuilder("[0");
        for (int i = 1; i < 1_000; i++) {
            json.append(',').append(i);
        }
        try (JsonSource source = source(json.append(']').toString())) {
            for (boolean newestFirst : List.of(true, false)) {
                RecordGroups groups = new RecordGroups(source, newestFirst);
                Element.root(source).each((record, index) -> groups.add(record, "group " + index % 300));

                assertThat(groups.size()).isEqualTo(300);
                List<Long> indexes = new ArrayList<>();
                groups.each(7, (record, index) -> {
                    assertThat(record.value()).isEqualTo((int) index);
                    indexes.add(index);
                });
                assertThat(indexes)
                        .isEqualTo(newestFirst ? List.of(907L, 607L, 307L, 7L) : List.of(7L, 307L, 607L, 907L));
                assertThat(groups.oldest(7).value()).isEqualTo(newestFirst ? 907 : 7);
            }
        }
    }
}
