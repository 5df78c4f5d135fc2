package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.testkit.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All content of a conversation is read back unchanged, whether a fill or a change brought it into the cache. */
abstract class CacheContentContract extends CacheContract {
    CacheContentContract(ConversationCacheContract host) {
        super(host);
    }

    @Test
    void everyFieldOfAMessageIsKept() {
        durable.describe(fullProfile());
        durable.append(full("first"), NewMessage.of(Role.SYSTEM, ""));
        fill();
        assertCurrent();
        apply(durable.append(
                full("second"), NewMessage.tool(""), NewMessage.assistant("a").withParent(0)));
        assertCurrent();
        apply(durable.edit(1, "edited"));
        assertCurrent();
        apply(durable.redact(1));
        assertCurrent();
    }

    @Test
    void everyFieldOfAHeadIsKept() {
        apply(durable.describe(fullProfile()));
        fill();
        assertCurrent();
        apply(durable.describe(Profile.EMPTY));
        assertCurrent();
        apply(durable.describe(fullProfile()));
        assertCurrent();
    }

    @Test
    void similarIdsNameDifferentConversations() {
        List<DurableConversation> all =
                Texts.LOOK_ALIKES.stream().map(DurableConversation::new).toList();
        all.forEach(conversation -> conversation.say("in " + conversation.id().value()));
        all.forEach(this::fill);
        all.forEach(conversation -> apply(conversation.say("more in " + conversation.id())));
        assertThat(all)
                .allSatisfy(conversation ->
                        assertThat(cache.find(conversation.id()).window()).isEqualTo(conversation.window(KEPT)));
    }

    @Test
    void tenantsAreKeptApart() {
        DurableConversation mine = new DurableConversation(ConversationId.of("mine", "c"));
        DurableConversation theirs = new DurableConversation(ConversationId.of("theirs", "c"));
        mine.say("mine");
        fill(mine);
        assertThat(cache.find(theirs.id()).window()).isNull();
        DurableConversation joined = new DurableConversation(ConversationId.of("min", "ec"));
        assertThat(cache.find(joined.id()).window()).isNull();
    }

    @Test
    void anyNameCanNameAConversation() {
        for (String name : Texts.names()) {
            DurableConversation named = new DurableConversation(ConversationId.of(name, name));
            named.append(NewMessage.user(name).withId(name).withAuthor(name));
            fill(named);
            assertThat(cache.find(named.id()).window()).isEqualTo(named.window(KEPT));
        }
    }

    @Test
    void anyTextIsKept() {
        List<String> texts = Texts.texts();
        for (int from = 0; from < texts.size(); from += KEPT) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + KEPT));
            DurableConversation filled = new DurableConversation("filled " + from);
            filled.say(some.toArray(String[]::new));
            fill(filled);
            DurableConversation grown = new DurableConversation("grown " + from);
            fill(grown);
            grown.say("first");
            fill(grown);
            apply(grown.say(some.toArray(String[]::new)));
            for (DurableConversation conversation : List.of(filled, grown)) {
                assertThat(cache.find(conversation.id()).window()).isEqualTo(conversation.window(KEPT));
            }
        }
    }

    @Test
    void largeTextsAreKept() {
        String ascii = "a".repeat(1 << 20);
        String wide = "\uD83D\uDE00\u4e2d ".repeat(1 << 17);
        durable.say(ascii, wide);
        fill();
        assertCurrent();
        apply(durable.say(wide, ascii));
        assertCurrent();
    }

    private static NewMessage full(String id) {
        return NewMessage.user("text of " + id)
                .withId(id)
                .withAuthor("Kari")
                .withAttachments(
                        new Attachment("https://example.org/a", "image/png", 0, null),
                        new Attachment("s3:key", "text/plain", Long.MAX_VALUE, "a name"))
                .withMetadata(metadata())
                .withTokens(1_234_567_890_123L);
    }

    private static Profile fullProfile() {
        return Profile.EMPTY
                .withOwner("kari")
                .withTitle("a title")
                .withModel("a model")
                .withSystemPrompt("Be brief.\n")
                .withMetadata(metadata());
    }

    private static Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("text", "\u4e2d\uD83D\uDE00 \"quoted\" \\ \n\u2028");
        all.put("", "an empty key");
        all.put("null", null);
        all.put("yes", true);
        all.put("whole", Long.MIN_VALUE);
        all.put("huge", new BigInteger("123456789012345678901234567890"));
        all.put("part", new BigDecimal("0.10"));
        all.put("list", Arrays.asList(1L, null, "two", List.of(), Map.of()));
        all.put("map", Map.of("inner", Map.of("innermost", List.of(new BigDecimal("1E+3")))));
        return all;
    }
}
