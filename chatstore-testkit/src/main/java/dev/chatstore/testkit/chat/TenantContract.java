package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tenants whose conversations and messages have the same ids. */
abstract class TenantContract extends ChatContract {
    private final ConversationId mine = ConversationId.of("tenant", "shared");
    private final ConversationId theirs = ConversationId.of("Tenant", "shared");

    TenantContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    void bothSayTheSame() {
        for (ConversationId each : List.of(mine, theirs)) {
            chats.open(each, Profile.EMPTY.withOwner("Kari").withTitle("of " + each.tenant()));
            chats.append(each, named("m", 3));
            chats.append(each, NewMessage.assistant("of " + each.tenant()).withId("answer"));
            chats.edit(each, 2, MessageEdit.text("edited by " + each.tenant()));
        }
    }

    @Test
    void eachTenantHasItsOwnConversation() {
        assertThat(chats.find(mine, "answer").orElseThrow().text()).isEqualTo("of tenant");
        assertThat(chats.find(theirs, "answer").orElseThrow().text()).isEqualTo("of Tenant");
        assertThat(chats.find(mine, 2)).map(Message::text).contains("edited by tenant");
        assertThat(head(theirs).profile().title()).isEqualTo("of Tenant");
    }

    @Test
    void anAppendInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(own -> chats.append(own, NewMessage.user("one more").withId("one more")));
    }

    @Test
    void anExpectedVersionIsComparedWithinItsTenant() {
        say(theirs, "moves on");
        leavesTheirs(own -> chats.append(
                Append.of(own, NewMessage.user("expected")).expecting(head(own).version())));
    }

    @Test
    void aResendInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(own ->
                assertThat(chats.append(own, named("m", 3)).duplicate()).isTrue());
    }

    @Test
    void anEditInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(own -> chats.edit(own, 1, MessageEdit.text("changed")));
    }

    @Test
    void aRedactionInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(own -> chats.redact(own, 2));
    }

    @Test
    void aPatchInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(own -> chats.patch(
                ConversationPatch.of(own).withOwner("Ola").withTitle("changed").withArchived(true)));
    }

    @Test
    void anOpenInOneTenantDoesNotAffectTheOther() {
        chats.delete(mine);
        leavesTheirs(own -> chats.open(own, Profile.EMPTY));
    }

    @Test
    void aDeleteInOneTenantDoesNotAffectTheOther() {
        leavesTheirs(chats::delete);
        assertThat(chats.find(mine)).isEmpty();
    }

    @Test
    void aCursorOfOneTenantListsNothingOfTheOther() {
        for (int i = 0; i < 5; i++) {
            chats.open(ConversationId.of("tenant", "c" + i), Profile.EMPTY);
        }
        Page<Conversation> first = chats.list(ConversationQuery.tenant("tenant").withLimit(2));
        Page<Conversation> other = chats.list(ConversationQuery.tenant("Tenant").from(first.next()));
        assertThat(other.items()).allMatch(item -> item.id().tenant().equals("Tenant"));
    }

    @Test
    void oneCallCanAppendInBothTenants() {
        chats.appendAll(List.of(Append.of(mine, NewMessage.user("x")), Append.of(theirs, NewMessage.user("y"))));
        assertThat(assertWhole(mine).get(4).text()).isEqualTo("x");
        assertThat(assertWhole(theirs).get(4).text()).isEqualTo("y");
    }

    private void leavesTheirs(Consumer<ConversationId> change) {
        List<Object> theirsBefore = everything(theirs);
        change.accept(mine);
        assertThat(everything(theirs)).isEqualTo(theirsBefore);
        List<Object> mineBetween = everything(mine);
        change.accept(theirs);
        assertThat(everything(mine)).isEqualTo(mineBetween);
    }

    /** Returns everything that can be read of a conversation and of its tenant's lists. */
    private List<Object> everything(ConversationId id) {
        List<Object> all = new ArrayList<>();
        all.add(chats.find(id));
        all.add(Histories.all(chats, id));
        all.add(chats.recent(id, 2));
        all.add(chats.history(id, Slice.pathTo(3, 10)));
        for (int sequence = 1; sequence <= 5; sequence++) {
            all.add(chats.find(id, sequence));
            all.add(chats.revisions(id, sequence));
        }
        for (String name : List.of("m-0", "m-1", "answer", "one more")) {
            all.add(chats.find(id, name));
        }
        ConversationQuery list = ConversationQuery.tenant(id.tenant()).withArchived(Archived.INCLUDED);
        all.add(chats.list(list));
        all.add(chats.list(list.withOwner("Kari")));
        return all;
    }
}
