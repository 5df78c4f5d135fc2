package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Listings;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last activity of conversations, lists in its order, and counts. */
abstract class ActivityContract extends ChatContract {
    private static final String KARI = "Kari";
    private static final ConversationQuery ALL =
            ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT).withOrder(Order.LAST_ACTIVITY);
    private static final ConversationQuery OF_KARI =
            ConversationQuery.ofOwner(KARI).withOrder(Order.LAST_ACTIVITY);

    ActivityContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anOpenedConversationWasActiveWhenItWasCreated() {
        chats.open(id, Profile.EMPTY);
        assertThat(head().lastActivity()).isEqualTo(START);
        assertThat(head().created()).isEqualTo(START);
    }

    @Test
    void anAppendIsActivityAndNothingElseIs() {
        say("first");
        Instant active = START.plus(Duration.ofHours(30));
        clock.advance(Duration.ofHours(30));
        say("second");
        clock.advance(Duration.ofHours(30));
        chats.edit(id, 1, MessageEdit.of("edited"));
        chats.redact(id, 2);
        chats.patch(ConversationPatch.of(id).withTitle("A title").withArchived(true));
        chats.patch(ConversationPatch.of(id).withArchived(false));

        assertThat(head().lastActivity()).isEqualTo(active);
        assertThat(head().updated()).isEqualTo(START.plus(Duration.ofHours(60)));
        assertThat(chats.latest().find(id)).contains(head());
        assertThat(chats.list(ALL).items()).containsExactly(head());
    }

    @Test
    void lastActivityIsTheTimeOfTheLastAppendEvenIfTheClockWentBack() {
        open("a", KARI);
        open("b", KARI);
        appendTo("a");
        clock.advance(Duration.ofSeconds(-10));
        appendTo("a");

        ConversationId a = ConversationId.of("a");
        assertThat(head(a).lastActivity()).isEqualTo(START.minusSeconds(10));
        assertThat(head(a).created()).isEqualTo(START);
        assertThat(chats.latest().find(a)).contains(head(a));
        assertInOrder("b", "a");
        clock.advance(Duration.ofDays(-3));
        appendTo("b");
        assertThat(head(ConversationId.of("b")).lastActivity())
                .isEqualTo(START.minusSeconds(10).minus(Duration.ofDays(3)));
        assertInOrder("a", "b");
    }

    @Test
    void conversationsAreListedByTheirLastActivity() {
        for (String name : List.of("a", "b", "c", "d")) {
            open(name, KARI);
            clock.advance(Duration.ofHours(7));
        }
        assertInOrder("d", "c", "b", "a");
        appendTo("a");
        clock.advance(Duration.ofHours(7));
        assertInOrder("a", "d", "c", "b");
        clock.advance(Duration.ofDays(3));
        appendTo("c");
        clock.advance(Duration.ofMillis(1));
        appendTo("b");
        clock.advance(Duration.ofMillis(1));
        chats.patch(ConversationPatch.of(ConversationId.of("d")).withTitle("no activity"));
        assertInOrder("b", "c", "a", "d");
        assertThat(names(ALL.withOrder(Order.CREATED))).containsExactly("d", "c", "b", "a");
    }

    private void assertInOrder(String... names) {
        for (ConversationQuery query : List.of(ALL, OF_KARI)) {
            assertThat(names(query)).containsExactly(names);
            for (int limit = 1; limit <= 4; limit++) {
                assertThat(names(query.withLimit(limit)))
                        .as("pages of %d", limit)
                        .containsExactly(names);
            }
        }
    }

    @Test
    void aListOverManyDaysAndManyAPageIsComplete() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = "c" + i;
            open(name, i % 3 == 0 ? KARI : null);
            expected.add(name);
            // Several on one day, several at one instant, and days without any.
            clock.advance(i % 5 == 0 ? Duration.ofDays(i % 2 + 1) : Duration.ofMillis(1));
        }
        Collections.reverse(expected);
        for (int limit : new int[] {1, 7, 60, 100}) {
            assertThat(names(ALL.withLimit(limit))).isEqualTo(expected);
        }
        assertThat(names(OF_KARI.withLimit(7)))
                .isEqualTo(expected.stream()
                        .filter(name -> Integer.parseInt(name.substring(1)) % 3 == 0)
                        .toList());
    }

    @Test
    void conversationsActiveAtTheSameInstantAreListedOnceEach() {
        List<String> names = List.of("b", "a", "B", "a ", "\u00e9", "e\u0301", "\uD83D\uDE00", "\uFF21", "10", "9");
        names.forEach(name -> open(name, KARI));
        List<String> byCreation = names(ALL.withOrder(Order.CREATED));
        for (int limit = 1; limit < 12; limit++) {
            assertThat(names(ALL.withLimit(limit))).isEqualTo(byCreation);
            assertThat(names(OF_KARI.withLimit(limit))).isEqualTo(byCreation);
        }
    }

    @Test
    void archivedAndDeletedConversationsAreFiltered() {
        for (String name : List.of("a", "b", "c", "d")) {
            open(name, KARI);
            clock.advance(Duration.ofHours(20));
        }
        chats.patch(ConversationPatch.of(ConversationId.of("b")).withArchived(true));
        chats.delete(ConversationId.of("c"));
        for (ConversationQuery query : List.of(ALL.withLimit(1), OF_KARI.withLimit(1), ALL, OF_KARI)) {
            assertThat(names(query)).containsExactly("d", "a");
            assertThat(names(query.withArchived(Archived.ONLY))).containsExactly("b");
            assertThat(names(query.withArchived(Archived.INCLUDED))).containsExactly("d", "b", "a");
        }
    }

    @Test
    void aMessageForAnArchivedConversationBringsItBack() {
        open("a", KARI);
        open("b", KARI);
        ConversationId id = ConversationId.of("a");
        NewMessage message = NewMessage.user("hello").withId("m1");
        chats.append(id, message);
        chats.patch(ConversationPatch.of(id).withArchived(true));
        assertThat(chats.append(id, message).duplicate()).isTrue();
        assertThat(head(id).archived())
                .as("after a message that was stored before")
                .isTrue();

        chats.appendAll(List.of(
                Append.of(id, NewMessage.user("again")), Append.of(ConversationId.of("b"), NewMessage.user("hello"))));

        assertThat(head(id).archived()).isFalse();
        assertThat(names(OF_KARI)).contains("a");
        assertThat(names(ALL.withOrder(Order.CREATED))).contains("a");
        chats.patch(ConversationPatch.of(id).withArchived(true));
        appendTo("a");
        assertThat(chats.latest().find(id))
                .get()
                .extracting(Conversation::archived)
                .isEqualTo(false);
    }

    @Test
    void aConversationThatBeginsAnewIsActiveFromThenOn() {
        open("a", KARI);
        clock.advance(Duration.ofDays(2));
        open("b", KARI);
        clock.advance(Duration.ofDays(2));
        chats.delete(ConversationId.of("a"));
        appendTo("a");
        assertThat(names(ALL)).containsExactly("a", "b");
        assertThat(head(ConversationId.of("a")).lastActivity()).isEqualTo(START.plus(Duration.ofDays(4)));
    }

    @Test
    void aNewOwnerFindsTheConversationByItsLastActivity() {
        open("a", "Ola");
        clock.advance(Duration.ofDays(2));
        open("b", KARI);
        chats.patch(ConversationPatch.of(ConversationId.of("a")).withOwner(KARI));
        assertThat(names(OF_KARI)).containsExactly("b", "a");
        assertThat(names(OF_KARI.withOwner("Ola"))).isEmpty();
    }

    @Test
    void conversationsThatStayQuietAreListedOnceWhileOthersReceiveMessages() {
        IntStream.range(0, 30).forEach(i -> {
            open("c" + i, KARI);
            clock.advance(Duration.ofHours(1));
        });
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Conversation> page = chats.list(ALL.withLimit(4).from(cursor));
            page.items().forEach(conversation -> seen.add(conversation.id().value()));
            cursor = page.next();
            clock.advance(Duration.ofHours(1));
            appendTo("c0");
            appendTo("c29");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().hasSize(29).doesNotContain("c0");
        assertThat(names(ALL).subList(0, 2)).containsExactlyInAnyOrder("c0", "c29");
    }

    @Test
    void aCursorOfTheOtherOrderIsRefused() {
        open("a", KARI);
        open("b", KARI);
        String next = chats.list(ALL.withLimit(1)).next();
        assertThat(next).isNotNull();
        assertThatThrownBy(() -> chats.list(ALL.withOrder(Order.CREATED).from(next)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("query.cursor must ");
    }

    @Test
    void countsAreThoseOfTheWholeList() {
        for (int i = 0; i < 25; i++) {
            open("c" + i, i % 2 == 0 ? KARI : null);
            clock.advance(Duration.ofHours(5));
        }
        chats.open(ConversationId.of("another tenant", "x"), Profile.EMPTY.withOwner(KARI));
        for (int i = 0; i < 25; i += 5) {
            chats.patch(ConversationPatch.of(ConversationId.of("c" + i)).withArchived(true));
        }
        chats.delete(ConversationId.of("c24"));
        for (ConversationQuery query : List.of(ALL, OF_KARI, OF_KARI.withOwner("nobody"), ofTenant("another tenant"))) {
            for (Archived archived : Archived.values()) {
                ConversationQuery counted = query.withArchived(archived);
                long listed = names(counted).size();
                assertThat(chats.count(counted.withLimit(1)))
                        .as(counted.toString())
                        .isEqualTo(listed);
                assertThat(chats.count(counted.withOrder(Order.CREATED))).isEqualTo(listed);
            }
        }
        assertThat(chats.count(ALL.withArchived(Archived.INCLUDED))).isEqualTo(24);
        assertThat(chats.count(ofTenant("no tenant"))).isZero();
    }

    private static ConversationQuery ofTenant(String tenant) {
        return ConversationQuery.ofTenant(tenant).withOrder(Order.LAST_ACTIVITY);
    }

    private void open(String name, @Nullable String owner) {
        chats.open(ConversationId.of(name), Profile.EMPTY.withOwner(owner));
    }

    private void appendTo(String name) {
        say(ConversationId.of(name), "activity");
    }

    private List<String> names(ConversationQuery query) {
        return Listings.names(chats, query);
    }
}
