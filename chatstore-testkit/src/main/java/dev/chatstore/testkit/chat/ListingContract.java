package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.ForgedCursors;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listing conversations. */
abstract class ListingContract extends ChatContract {
    private static final String KARI = "Kari";
    private static final ConversationQuery ALL = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT);

    ListingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void conversationsAreListedNewestFirst() {
        clock.tick(Duration.ofMillis(1));
        open("a", KARI);
        open("b", null);
        say(ConversationId.of("c"), "created by an append");
        say(ConversationId.of("a"), "an append does not change the order");

        assertThat(names(ALL)).containsExactly("c", "b", "a");
        assertThat(chats.list(ALL).items()).first().isEqualTo(head(ConversationId.of("c")));
    }

    @Test
    void aListIsRestrictedToOneTenantAndOptionallyToOneOwner() {
        clock.tick(Duration.ofMillis(1));
        open("a", KARI);
        open("b", "Ola");
        open("c", KARI);
        chats.open(ConversationId.of("another tenant", "d"), Profile.EMPTY.withOwner(KARI));

        assertThat(names(ALL)).containsExactly("c", "b", "a");
        assertThat(names(ConversationQuery.ofOwner(KARI))).containsExactly("c", "a");
        assertThat(names(ConversationQuery.ofOwner("kari"))).isEmpty();
        assertThat(names(ConversationQuery.ofTenant("another tenant"))).containsExactly("d");
        assertThat(names(ConversationQuery.ofTenant("another tenant").withOwner(KARI)))
                .containsExactly("d");
        assertThat(names(ConversationQuery.ofTenant("no tenant"))).isEmpty();
    }

    @Test
    void aPatchedOwnerMovesTheConversationToTheListOfTheNewOwner() {
        open("a", KARI);
        chats.patch(ConversationPatch.of(ConversationId.of("a")).withOwner("Ola"));
        assertThat(names(ConversationQuery.ofOwner(KARI))).isEmpty();
        assertThat(names(ConversationQuery.ofOwner("Ola"))).containsExactly("a");
        chats.patch(ConversationPatch.of(ConversationId.of("a")).withOwner(""));
        assertThat(names(ConversationQuery.ofOwner("Ola"))).isEmpty();
        assertThat(names(ALL)).containsExactly("a");
    }

    @Test
    void archivedConversationsAreExcludedByDefault() {
        clock.tick(Duration.ofMillis(1));
        for (String name : List.of("a", "b", "c", "d")) {
            open(name, KARI);
        }
        chats.patch(ConversationPatch.of(ConversationId.of("b")).withArchived(true));
        chats.patch(ConversationPatch.of(ConversationId.of("d")).withArchived(true));

        for (ConversationQuery query : List.of(ALL, ConversationQuery.ofOwner(KARI))) {
            assertThat(names(query)).containsExactly("c", "a");
            assertThat(names(query.withArchived(Archived.ONLY))).containsExactly("d", "b");
            assertThat(names(query.withArchived(Archived.INCLUDED))).containsExactly("d", "c", "b", "a");
            assertThat(names(query.withArchived(Archived.INCLUDED).withLimit(1)))
                    .containsExactly("d", "c", "b", "a");
        }
    }

    @Test
    void deletedConversationsAreNotListed() {
        open("a", KARI);
        open("b", KARI);
        chats.delete(ConversationId.of("a"));
        assertThat(names(ALL)).containsExactly("b");
        assertThat(names(ConversationQuery.ofOwner(KARI))).containsExactly("b");
    }

    @Test
    void theLastPageHasNoCursorEvenWhenItIsFull() {
        for (int i = 0; i < 4; i++) {
            open("c" + i, KARI);
        }
        Page<Conversation> first = chats.list(ALL.withLimit(2));
        Page<Conversation> last = chats.list(ALL.withLimit(2).from(first.next()));

        assertThat(first.items()).hasSize(2);
        assertThat(first.next()).isNotNull();
        assertThat(last.items()).hasSize(2);
        assertThat(last.next()).isNull();
        assertThat(chats.list(ALL.withLimit(4)).next()).isNull();
        assertThat(chats.list(ConversationQuery.ofTenant("no tenant")).next()).isNull();
    }

    @Test
    void conversationsCreatedAtTheSameInstantAreListedOnceEach() {
        List<String> names = new ArrayList<>();
        for (String name :
                List.of("b", "a", "B", "A", "a ", "\u00e9", "e\u0301", "\uD83D\uDE00", "\uFF21", "10", "9")) {
            open(name, KARI);
            names.add(name);
        }
        List<String> whole = names(ALL.withLimit(1_000));
        assertThat(whole).containsExactlyInAnyOrderElementsOf(names);
        for (int limit = 1; limit < 12; limit++) {
            assertThat(names(ALL.withLimit(limit))).isEqualTo(whole);
            assertThat(names(ConversationQuery.ofOwner(KARI).withLimit(limit))).isEqualTo(whole);
        }
    }

    @Test
    void aConversationIsListedOnceWhileOthersAreCreatedAndDeleted() {
        clock.tick(Duration.ofMillis(1));
        IntStream.range(0, 30).forEach(i -> open("stays " + i, KARI));
        IntStream.range(0, 30).forEach(i -> open("goes " + i, KARI));
        IntStream.range(30, 60).forEach(i -> open("stays " + i, KARI));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        int round = 0;
        do {
            Page<Conversation> page = chats.list(ALL.withLimit(5).from(cursor));
            page.items().forEach(conversation -> seen.add(conversation.id().value()));
            cursor = page.next();
            open("comes " + round, KARI);
            chats.delete(ConversationId.of("goes " + round));
            chats.delete(ConversationId.of("goes " + (29 - round)));
            // The conversation that the cursor points at is deleted too.
            if (seen.get(seen.size() - 1).startsWith("goes")) {
                chats.delete(ConversationId.of(seen.get(seen.size() - 1)));
            }
            round++;
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(name -> name.startsWith("stays"))).hasSize(60);
    }

    @Test
    void anInvalidCursorIsRefusedAndNotRepeatedInTheError() {
        open("a", KARI);
        for (String garbage : List.of("", " ", "garbage", "'; drop table x; --", "AAAA", "\uD83D\uDE00", "2026", "0")) {
            assertThatThrownBy(() -> chats.list(ALL.from(garbage)))
                    .as("cursor '%s'", garbage)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("query.cursor must ");
        }
    }

    @Test
    void aForgedCursorIsRefusedOrSelectsAPage() {
        open("a", KARI);
        open("b", KARI);
        int refused = 0;
        for (Order order : Order.values()) {
            String real = Objects.requireNonNull(
                    chats.list(ALL.withOrder(order).withLimit(1)).next());
            for (String forged : ForgedCursors.of(real, new Random(1))) {
                try {
                    assertThat(chats.list(ALL.withOrder(order).from(forged)).items())
                            .hasSizeLessThan(3);
                } catch (InvalidInputException e) {
                    assertThat(e.field()).isEqualTo("query.cursor");
                    refused++;
                }
            }
            // Base64 of other forms, which a lenient decoder would take for the same position.
            for (String lenient : List.of(real + "=", real + "==", real.substring(0, real.length() - 1))) {
                assertThatThrownBy(() -> chats.list(ALL.withOrder(order).from(lenient)))
                        .isInstanceOf(InvalidInputException.class);
            }
        }
        assertThat(refused).isGreaterThan(250);
    }

    @Test
    void pagingContinuesCorrectlyPastConversationsThatTheFilterExcludes() {
        clock.tick(Duration.ofMillis(1));
        IntStream.range(0, 40).forEach(i -> open("c" + i, KARI));
        IntStream.range(0, 40)
                .filter(i -> i % 4 != 0)
                .forEach(i -> chats.patch(
                        ConversationPatch.of(ConversationId.of("c" + i)).withArchived(true)));

        assertThat(names(ALL.withLimit(3)))
                .containsExactly("c36", "c32", "c28", "c24", "c20", "c16", "c12", "c8", "c4", "c0");
    }

    private void open(String name, @Nullable String owner) {
        chats.open(ConversationId.of(name), Profile.EMPTY.withOwner(owner));
    }

    /** Returns the names on all pages of a query. */
    private List<String> names(ConversationQuery query) {
        List<String> names = new ArrayList<>();
        Page<Conversation> page = chats.list(query);
        page.items().forEach(conversation -> names.add(conversation.id().value()));
        while (page.next() != null) {
            page = chats.list(query.from(page.next()));
            page.items().forEach(conversation -> names.add(conversation.id().value()));
        }
        return names;
    }
}
