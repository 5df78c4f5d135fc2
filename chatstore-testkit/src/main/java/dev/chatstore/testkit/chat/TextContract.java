package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.HasMetadata;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts and metadata are read back unchanged, or are refused before they are sent. */
abstract class TextContract extends ChatContract {
    private static final int MEBIBYTE = 1 << 20;

    TextContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void everyNaughtyStringIsATextOrIsRefused() {
        List<String> texts = Texts.texts();
        say(texts.toArray(String[]::new));
        assertThat(texts()).isEqualTo(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(chats.find(id, i + 1L).orElseThrow().text()).isEqualTo(texts.get(i));
        }
    }

    @Test
    void everyNaughtyStringCanBeAnEditedTextAndASystemPrompt() {
        List<List<String>> parts = IntStream.range(0, 8)
                .mapToObj(part -> everyEighth(Texts.texts(), part))
                .toList();
        Racers.each(parts, texts -> {
            ConversationId edited = ConversationId.of("edited " + parts.indexOf(texts));
            chats.append(edited, NewMessage.user("to be edited"));
            for (String text : texts) {
                assertThat(chats.edit(edited, 1, MessageEdit.of(text))
                                .orElseThrow()
                                .text())
                        .isEqualTo(text);
            }
            assertThat(new HashSet<>(Histories.texts(chats.revisions(edited, 1))).containsAll(texts))
                    .isTrue();
        });
        Racers.each(everyEighth(Texts.texts(), 0), text -> {
            ConversationId prompted =
                    ConversationId.of("prompted " + Texts.texts().indexOf(text));
            Profile profile = Profile.EMPTY.withSystemPrompt(text);
            assertThat(chats.open(prompted, profile).profile()).isEqualTo(profile);
            assertThat(head(prompted).profile()).isEqualTo(profile);
        });
    }

    private static List<String> everyEighth(List<String> texts, int from) {
        return IntStream.iterate(from, i -> i < texts.size(), i -> i + 8)
                .mapToObj(texts::get)
                .toList();
    }

    @Test
    void everyNaughtyStringCanBeAMetadataKeyAndValue() {
        List<Map<String, @Nullable Object>> all = Texts.texts().stream()
                .map(text -> {
                    String key = text.length() > HasMetadata.MAX_KEY ? "too long for a key" : text;
                    return Map.<String, @Nullable Object>of(key, text, "list", List.of(text, Map.of(key, text)));
                })
                .distinct()
                .toList();
        chats.append(
                id,
                all.stream()
                        .map(metadata -> NewMessage.tool("").withMetadata(metadata))
                        .toList());
        assertThat(history().stream().map(Message::metadata).toList()).isEqualTo(all);
    }

    @Test
    void contentThatCannotBeStoredIsRefusedBeforeItIsSent() {
        assertThat(Texts.refused()).isNotEmpty();
        for (String text : Texts.refused()) {
            assertThatThrownBy(() -> NewMessage.user(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> MessageEdit.of(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> Profile.EMPTY.withTitle(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> Profile.EMPTY.withSystemPrompt(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> NewMessage.user("").withMetadata(Map.of(text, 1)))
                    .isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> NewMessage.user("").withMetadata(Map.of("k", List.of(text))))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aTextOfOneMebibyteIsReadBack() {
        List<String> texts =
                List.of("x".repeat(MEBIBYTE), "\uD83D\uDE00".repeat(MEBIBYTE / 4), "\n\\\"'\t ".repeat(MEBIBYTE / 6));
        for (String text : texts) {
            say(text);
        }
        assertThat(texts().equals(texts)).isTrue();
    }

    @Test
    void everyKindOfMetadataValueIsReadBack() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("z first", "text");
        metadata.put("true", true);
        metadata.put("null", null);
        metadata.put("int", 7);
        metadata.put("long", Long.MIN_VALUE);
        metadata.put("big", BigInteger.TWO.pow(200).negate());
        metadata.put("double", 0.1);
        metadata.put("tiny", Double.MIN_VALUE);
        metadata.put("float", 1.5f);
        metadata.put("", "the empty key");
        metadata.put("empty", Map.of());
        metadata.put("none", List.of());
        metadata.put("list", Arrays.asList(1, null, "x", List.of(2, Map.of("deep", List.of(3))), false));
        metadata.put("a last", Map.of("role", "tool", "content", "x"));
        NewMessage message = NewMessage.tool("result").withMetadata(metadata).withId("an id");
        chats.append(id, message);

        Map<String, @Nullable Object> kept = history().get(0).metadata();
        assertThat(kept).isEqualTo(message.metadata());
        assertThat(kept.get("int")).isEqualTo(7L);
        assertThat(kept.get("double")).isEqualTo(new BigDecimal("0.1"));
        assertThat(new ArrayList<>(kept.keySet())).isEqualTo(new ArrayList<>(metadata.keySet()));
        assertThat(chats.append(id, message).duplicate()).isTrue();
    }

    @Test
    void metadataIsReadAsTheTypeThatWasPutIn() {
        BigInteger big = BigInteger.TWO.pow(70);
        Map<String, @Nullable Object> metadata = Map.of(
                "int", 7, "short", (short) -3, "byte", (byte) 5, "long", 7L, "float", 0.1f, "double", 0.1, "big", big);
        List<Object> list = List.of("x", 1L, new BigDecimal("0.5"), Map.of("k", true));
        NewMessage message = NewMessage.user("").withMetadata(metadata);
        Profile profile = Profile.EMPTY.withMetadata(Map.of("list", list, "n", 3));
        chats.append(Append.of(id, message).withProfile(profile));

        for (ChatStore view : List.of(chats, chats.latest())) {
            for (Message read :
                    List.of(view.find(id, 1).orElseThrow(), view.recent(id, 1).get(0))) {
                metadata.forEach((name, value) -> {
                    Object put = Objects.requireNonNull(value);
                    assertThat(read.metadata(name, put.getClass()).map(Object.class::cast))
                            .as(name)
                            .contains(put);
                });
                assertThat(read.metadata("int", Long.class)).contains(7L);
                assertThat(read.metadata("float", Double.class)).contains(Double.valueOf(Float.toString(0.1f)));
                assertThat(read.metadata("missing", String.class)).isEmpty();
                assertThatThrownBy(() -> read.metadata("big", Long.class)).isInstanceOf(InvalidInputException.class);
                assertThatThrownBy(() -> read.metadata("int", String.class)).isInstanceOf(InvalidInputException.class);
            }
            Profile read = view.find(id).orElseThrow().profile();
            assertThat(read.metadata("list", List.class)).contains(list);
            assertThat(read.metadata("n", Short.class)).contains((short) 3);
        }
    }

    @Test
    void numbersKeepAllTheirDigits() {
        List<BigDecimal> numbers = List.of(
                new BigDecimal("1.10"),
                new BigDecimal("1E+3"),
                new BigDecimal("-0.00"),
                new BigDecimal("1E-400"),
                new BigDecimal("1.5E+400"),
                new BigDecimal("12345678901234567890.123456789012345678901234567890"));
        chats.append(id, NewMessage.user("").withMetadata(Map.of("numbers", numbers)));
        assertThat(history().get(0).metadata().get("numbers")).isEqualTo(numbers);
    }

    @Test
    void metadataNestedToTheMaximumDepthIsReadBack() {
        Object nested = "the bottom";
        for (int i = 0; i < HasMetadata.MAX_DEPTH - 1; i++) {
            nested = i % 2 == 0 ? List.of(nested) : Map.of("k", nested);
        }
        NewMessage message = NewMessage.user("").withMetadata(Map.of("deep", nested));
        chats.append(id, message);
        assertThat(history().get(0).metadata()).isEqualTo(message.metadata());
    }

    @Test
    void messagesThatWereReadCannotBeChanged() {
        chats.append(id, NewMessage.user("").withMetadata(Map.of("list", new ArrayList<>(List.of(1)))));
        Map<String, @Nullable Object> metadata = history().get(0).metadata();
        assertThatThrownBy(() -> metadata.put("k", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) Objects.requireNonNull(metadata.get("list"))).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> chats.recent(id, 1).clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
