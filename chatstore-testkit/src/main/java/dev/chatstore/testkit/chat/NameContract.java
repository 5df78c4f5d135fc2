package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids of conversations and messages, tenants and owners: any Unicode, compared character by character. */
abstract class NameContract extends ChatContract {
    NameContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void similarIdsNameDifferentConversations() {
        for (String name : Texts.LOOK_ALIKES) {
            say(ConversationId.of(name), "in " + name);
        }
        for (String name : Texts.LOOK_ALIKES) {
            assertThat(Histories.texts(assertWhole(ConversationId.of(name)))).containsExactly("in " + name);
            assertThat(head(ConversationId.of(name)).id().value()).isEqualTo(name);
        }
        assertThat(chats.list(ConversationQuery.tenant("default").withLimit(1_000))
                        .items())
                .hasSameSizeAs(Texts.LOOK_ALIKES);
    }

    @Test
    void similarTenantsAreDifferentTenants() {
        for (String tenant : Texts.LOOK_ALIKES) {
            say(ConversationId.of(tenant, "c"), "of " + tenant);
        }
        for (String tenant : Texts.LOOK_ALIKES) {
            assertThat(Histories.texts(assertWhole(ConversationId.of(tenant, "c"))))
                    .containsExactly("of " + tenant);
            assertThat(chats.list(ConversationQuery.tenant(tenant)).items()).hasSize(1);
        }
    }

    @Test
    void similarMessageIdsNameDifferentMessages() {
        chats.append(
                id,
                Texts.LOOK_ALIKES.stream()
                        .map(name -> NewMessage.user("text of " + name).withId(name))
                        .toArray(NewMessage[]::new));
        for (String name : Texts.LOOK_ALIKES) {
            assertThat(chats.find(id, name)).map(Message::text).contains("text of " + name);
        }
    }

    @Test
    void similarOwnersAreDifferentOwners() {
        for (String owner : Texts.LOOK_ALIKES) {
            chats.open(ConversationId.of("of " + owner), Profile.EMPTY.withOwner(owner));
        }
        for (String owner : Texts.LOOK_ALIKES) {
            assertThat(chats.list(ConversationQuery.owner(owner)).items())
                    .singleElement()
                    .satisfies(found -> assertThat(found.profile().owner()).isEqualTo(owner));
        }
    }

    @Test
    void namesOf255CharactersAreStoredCompletely() {
        for (String character : List.of("x", "\u00df", "\u4e2d", "\uD83D\uDE00", "\uDBFF\uDFFD")) {
            String longest = character.repeat(255);
            ConversationId named = ConversationId.of(longest, longest);
            chats.open(named, Profile.EMPTY.withOwner(longest).withModel(longest));
            chats.append(named, NewMessage.user("text").withId(longest).withAuthor(longest));

            assertThat(head(named).id()).isEqualTo(named);
            assertThat(head(named).profile().model()).isEqualTo(longest);
            assertThat(chats.find(named, longest)).map(Message::author).contains(longest);
            assertThat(chats.list(ConversationQuery.tenant(longest).withOwner(longest))
                            .items())
                    .containsExactly(head(named));
            assertThat(chats.append(
                                    named,
                                    NewMessage.user("text").withId(longest).withAuthor(longest))
                            .duplicate())
                    .isTrue();
        }
    }

    @Test
    void longNamesThatDifferInTheirLastCharacterAreDifferent() {
        String first = "\uD83D\uDE00".repeat(254) + "a";
        String second = "\uD83D\uDE00".repeat(254) + "b";
        say(ConversationId.of(first), "first");
        say(ConversationId.of(second), "second");
        chats.append(
                id,
                NewMessage.user("first").withId(first),
                NewMessage.user("second").withId(second));

        assertThat(Histories.texts(assertWhole(ConversationId.of(first)))).containsExactly("first");
        assertThat(chats.find(id, second)).map(Message::text).contains("second");
    }

    @Test
    void namesOf256CharactersAreRefused() {
        for (String character : List.of("x", "\uD83D\uDE00")) {
            String tooLong = character.repeat(256);
            assertThatThrownBy(() -> ConversationId.of(tooLong)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> ConversationId.of(tooLong, "c")).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> NewMessage.user("text").withId(tooLong)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void everyNaughtyStringIsANameOrIsRefused() {
        List<String> names = Texts.names();
        Racers.each(names, name -> {
            ConversationId named = ConversationId.of(name);
            chats.open(named, Profile.EMPTY.withOwner(name).withTitle(name).withModel(name));
            assertThat(head(named).id()).isEqualTo(named);
            assertThat(head(named).profile())
                    .isEqualTo(Profile.EMPTY.withOwner(name).withTitle(name).withModel(name));
        });
        chats.append(
                id,
                names.stream()
                        .map(name -> NewMessage.user(name).withId(name).withAuthor(name))
                        .toArray(NewMessage[]::new));
        for (String name : names) {
            Message found = chats.find(id, name).orElseThrow();
            assertThat(List.of(String.valueOf(found.id()), String.valueOf(found.author()), found.text()))
                    .containsOnly(name);
        }
        assertThat(assertWhole(id)).hasSameSizeAs(names);
    }
}
