package dev.chatstore.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.MessageCount;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much of a store that can only be read by listing is in memory at once. */
class TextPagesTest {
    private static final int LARGE = 1 << 20;

    private final ConversationId id = ConversationId.of("a");
    private final ChatStorage storage = ChatStorage.open("memory:");
    private final List<List<Message>> pages = new ArrayList<>();

    @AfterEach
    void close() {
        storage.close();
    }

    /** The store, whose pages are noted. */
    private ChatStore noting() {
        return proxy(ChatStore.class, storage.chats());
    }

    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        if (method.getName().equals("history")) {
                            pages.add((List<Message>) result);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private ContentReader reader() {
        // No session is asked for.
        return ContentReader.reading(noting(), proxy(SessionBackend.class, this));
    }

    private List<MessageCount> count(int messages) {
        return reader().messages(id.tenant(), List.of(new CountedRange(id.value(), 1, messages)));
    }

    private static List<NewMessage> messages(int count, String text) {
        return Collections.nCopies(count, NewMessage.user(text));
    }

    @Test
    void aReaderOfStoresAloneCannotListTenants() {
        assertThatThrownBy(() -> reader().tenants(ReadGate.OPEN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("list its tenants");
    }

    @Test
    void aPageOfLargeTextsHasFewMessages() {
        IntStream.range(0, 24).forEach(i -> storage.chats().append(id, messages(1, "x".repeat(LARGE))));
        assertThat(count(24)).singleElement().satisfies(all -> {
            assertThat(all.messages()).isEqualTo(24);
            assertThat(all.textBytes()).isEqualTo(24L * LARGE);
        });
        assertThat(pages.get(0)).hasSize(10);
        assertThat(pages.subList(1, pages.size()))
                .hasSize(7)
                .allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void aPageAfterSmallTextsHasAsManyAsWouldFitIfTheNextWereLarge() {
        storage.chats().append(id, messages(500, "x"));
        assertThat(count(500))
                .singleElement()
                .satisfies(all -> assertThat(all.messages()).isEqualTo(500));
        assertThat(pages.stream().map(List::size).toList())
                .startsWith(10, 16, 16)
                .endsWith(16, 10);
    }
}
