package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.OddJson;
import dev.chatstore.testkit.StoreContract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata of odd forms is refused when it is given, or equal when it is read. */
abstract class OddMetadataContract extends ChatContract {
    OddMetadataContract(StoreContract contract) {
        super(contract);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyOddObjectIsRefusedOrReadBackEqual(long seed) {
        OddJson odd = new OddJson(new Random(seed));
        List<NewMessage> accepted = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            Map<String, @Nullable Object> metadata = odd.object();
            try {
                accepted.add(NewMessage.tool("").withMetadata(metadata));
            } catch (InvalidInputException e) {
                assertThat(e.field()).startsWith("message.metadata");
                refused++;
            }
        }
        assertThat(accepted).hasSizeGreaterThan(40);
        assertThat(refused).isGreaterThan(40);
        chats.append(id, accepted);

        List<Map<String, @Nullable Object>> given =
                accepted.stream().map(NewMessage::metadata).toList();
        assertThat(history().stream().map(Message::metadata).toList()).isEqualTo(given);
        assertThat(chats.latest().recent(id, 1_000).stream()
                        .map(Message::metadata)
                        .toList())
                .isEqualTo(given);
        assertProfilesAndEditsKeep(given.subList(0, 10));
    }

    private void assertProfilesAndEditsKeep(List<Map<String, @Nullable Object>> given) {
        for (int i = 0; i < given.size(); i++) {
            ConversationId other = ConversationId.of("odd", "conversation " + i);
            Profile profile = Profile.EMPTY.withMetadata(given.get(i));
            if (i % 2 == 0) {
                chats.open(other, profile);
            } else {
                chats.open(other, Profile.EMPTY);
                chats.patch(ConversationPatch.of(other).withMetadata(given.get(i)));
            }
            assertThat(head(other).profile()).isEqualTo(profile);
            chats.edit(id, 1, MessageEdit.of("").withMetadata(given.get(i)));
            assertThat(chats.find(id, 1).orElseThrow().metadata()).isEqualTo(given.get(i));
        }
        assertThat(chats.list(ConversationQuery.ofTenant("odd")).items().stream()
                        .map(Conversation::profile)
                        .map(Profile::metadata)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void whatIsAtTheLimitsIsReadBack() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("long", BigInteger.TEN.pow(999));
        metadata.put(
                "negative", BigInteger.TEN.pow(999).subtract(BigInteger.ONE).negate());
        metadata.put("fraction", new BigDecimal(BigInteger.TEN.pow(998), 400));
        metadata.put("small", new BigDecimal("-1E-10000"));
        metadata.put("large", new BigDecimal("1E+10000"));
        metadata.put("whole", new BigDecimal("7"));
        metadata.put("x".repeat(9_999) + "\uD83D\uDE00", nested(99));
        NewMessage message = NewMessage.user("").withMetadata(metadata);
        Profile profile = Profile.EMPTY.withMetadata(metadata);
        say("one");
        chats.append(id, message);
        chats.patch(ConversationPatch.of(id).withMetadata(metadata));
        for (Message read : List.of(history().get(1), chats.recent(id, 1).get(0))) {
            assertThat(read.metadata()).isEqualTo(message.metadata());
            assertThat(read.metadata("whole", Long.class)).contains(7L);
            assertThat(read.metadata("large", BigInteger.class)).contains(BigInteger.TEN.pow(10_000));
        }
        assertThat(head().profile()).isEqualTo(profile);
    }

    @Test
    void whatIsBeyondTheLimitsIsRefusedWithItsField() {
        List<Object> beyond = List.of(
                new BigDecimal("10e2147483647"),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                new BigDecimal("1E-10001"),
                new BigDecimal("1E+10001"),
                BigInteger.TEN.pow(1_000),
                BigInteger.TEN.pow(999).negate(),
                new BigDecimal(BigInteger.TEN.pow(999), 1),
                BigInteger.ONE.shiftLeft(3_300_000),
                new BigDecimal(BigInteger.ONE.shiftLeft(3_300_000), 7),
                Map.of("x".repeat(60_000), 1),
                Map.of("x".repeat(10_001), 1),
                nested(100),
                "\uD83D");
        for (Object value : beyond) {
            Map<String, Object> metadata = Map.of("k", List.of(), "odd", value);
            assertRefused("message.metadata", () -> NewMessage.user("").withMetadata(metadata));
            assertRefused("edit.metadata", () -> MessageEdit.of("").withMetadata(metadata));
            assertRefused("profile.metadata", () -> Profile.EMPTY.withMetadata(metadata));
            assertRefused("patch.metadata", () -> ConversationPatch.of(id).withMetadata(metadata));
        }
    }

    private static void assertRefused(String field, Runnable call) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, call::run);
        assertThat(refused).isNotNull();
        assertThat(refused.field()).startsWith(field);
        assertThat(refused.getMessage()).hasSizeLessThan(200);
    }

    /** Returns a value inside as many lists and objects. */
    private static Object nested(int depth) {
        Object nested = "the bottom";
        for (int i = 0; i < depth; i++) {
            nested = i % 2 == 0 ? List.of(nested) : Map.of("k", nested);
        }
        return nested;
    }
}
