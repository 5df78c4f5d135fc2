package dev.chatstore.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.audit.AuditFinding.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail of six entries, with which somebody tampers past the audit. */
class TrailVerificationTest {
    private static final ConversationId ANNA = ConversationId.of("anna");

    private final SharedMemory memory = new SharedMemory();
    private final ChatStorage storage = memory.builder().open();
    private final ChatStorage intruder = memory.builder().set("audit", "off").open();
    private final ConversationId trail =
            ConversationId.of(AuditTrail.TENANT, storage.audit().nameOf("default"));

    @BeforeEach
    void write() {
        for (int i = 0; i < 6; i++) {
            storage.chats().append(ANNA, NewMessage.user("text " + i));
            storage.chats().redact(ANNA, i + 1);
        }
        assertThat(verified().isIntact()).isTrue();
        assertThat(verified().entries()).isEqualTo(6);
    }

    @AfterEach
    void close() {
        intruder.close();
        storage.close();
    }

    private TrailVerification verified() {
        return storage.audit().verify(Set.of()).trails().stream()
                .filter(result -> result.trail().name().equals(trail.value()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> findings() {
        TrailVerification result = verified();
        assertThat(result.count()).isEqualTo(result.findings().size());
        return result.findings().stream().map(AuditFinding::summary).toList();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        try (StoreSnapshot snapshot =
                StoreAccess.of(intruder).orElseThrow().snapshot(StoreScope.ofConversation(trail))) {
            snapshot.find(trail)
                    .orElseThrow()
                    .messages()
                    .forEach(each -> texts.add(each.message().text()));
        }
        return texts;
    }

    /** Replaces the texts of all messages, whose number stays. */
    private void rewrite(UnaryOperator<List<String>> change) {
        List<String> texts = change.apply(texts());
        StoreAccess access = StoreAccess.of(intruder).orElseThrow();
        ConversationSnapshot old;
        List<MessageSnapshot> messages = new ArrayList<>();
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofConversation(trail))) {
            old = snapshot.find(trail).orElseThrow();
            old.messages().forEach(each -> {
                Message message = each.message();
                String text = texts.get((int) message.sequence() - 1);
                messages.add(new MessageSnapshot(
                        Message.appended(
                                NewMessage.system(text), message.sequence(), message.version(), message.created()),
                        List.of()));
            });
        }
        assertThat(access.loader()
                        .replace(
                                new ConversationSnapshot(old.head(), messages),
                                old.head().version())
                        .loaded())
                .isTrue();
    }

    private static String withNewDigest(String text) {
        try {
            String content = text.substring(0, text.lastIndexOf(",\"digest\""));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return content + ",\"digest\":\"" + HexFormat.of().formatHex(digest) + "\"}";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChangedEntryIsFound() {
        rewrite(texts -> {
            texts.set(2, texts.get(2).replace("\"anna\"", "\"bert\""));
            return texts;
        });

        assertThat(findings()).containsExactly("entry 3 was changed");
    }

    @Test
    void aChangedEntryWithTheRightDigestIsFoundByTheNextOne() {
        rewrite(texts -> {
            texts.set(2, withNewDigest(texts.get(2).replace("\"anna\"", "\"bert\"")));
            return texts;
        });

        assertThat(findings()).containsExactly("entry 4 does not follow the entry before it");
    }

    @Test
    void aChangedNewestEntryWithTheRightDigestIsFoundByADigestThatWasKept() {
        String kept = verified().digest();
        assertThat(storage.audit().verify(Set.of(kept)).isIntact()).isTrue();
        rewrite(texts -> {
            texts.set(5, withNewDigest(texts.get(5).replace("\"anna\"", "\"bert\"")));
            return texts;
        });

        assertThat(storage.audit().verify(Set.of()).isIntact()).isTrue();
        assertThat(storage.audit().verify(Set.of(kept)).lost()).containsExactly(kept);
    }

    @Test
    void swappedEntriesAreFound() {
        rewrite(texts -> {
            Collections.swap(texts, 1, 3);
            return texts;
        });

        assertThat(findings())
                .containsExactly("entry 2 was written at another place", "entry 4 was written at another place");
    }

    @Test
    void anEntryOfAnotherTrailIsFound() {
        ConversationId other = ConversationId.of("acme", "anna");
        for (int i = 0; i < 3; i++) {
            storage.chats().delete(other);
        }
        String foreign = storage.audit()
                .entries(AuditQuery.of(storage.audit().nameOf("acme")))
                .items()
                .toString();
        assertThat(foreign).isNotEmpty();
        rewrite(texts -> {
            String text = texts.get(4);
            texts.set(4, withNewDigest(text.replace("/default\"", "/acme\"")));
            return texts;
        });

        assertThat(findings()).first().isEqualTo("entry 5 belongs to another trail");
    }

    @Test
    void whatSomebodyAppendedIsFoundAndTheTrailGoesOn() {
        intruder.chats().append(trail, NewMessage.system("{}"));
        storage.chats().redact(ANNA, 1);

        assertThat(findings()).containsExactly("entry 7 is not an entry");
        assertThat(verified().entries()).isEqualTo(8);
    }

    @Test
    void anEditedAndARedactedEntryAreFound() {
        String text = texts().get(1);
        intruder.chats().edit(trail, 2, MessageEdit.of(text + " "));
        intruder.chats().edit(trail, 2, MessageEdit.of(text));
        intruder.chats().redact(trail, 4);

        assertThat(findings()).containsExactly("entry 2 was changed", "entry 4 was changed");
    }

    @Test
    void aTrailThatWasDeletedWhileAStorageWritesIsFound() {
        intruder.chats().delete(trail);
        storage.chats().redact(ANNA, 1);

        assertThat(verified().isIntact()).isFalse();
        assertThat(verified().findings()).extracting(AuditFinding::kind).contains(Kind.MOVED);
    }
}
