package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangedCopyTest {
    private final MutableClock clock = MutableClock.at(FilledStore.START);
    private final ChatStorage source = FilledStore.empty(clock);
    private final ChatStorage target = FilledStore.empty(clock);
    private final StoreCopy copy =
            StoreCopy.from(source).to(target).onlyChanged().onConflict(Conflict.REPLACE);
    private final List<String> reads = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < 20; i++) {
            say(id(i), "text");
        }
        source.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 7);
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static ConversationId id(int i) {
        return ConversationId.of("t" + i % 2, "c" + i);
    }

    private void say(ConversationId id, String text) {
        clock.advance(Duration.ofSeconds(1));
        source.chats().append(id, NewMessage.user(text));
    }

    @Test
    void aSecondRunReadsNoMessageOfWhatIsEqual() {
        StoreCopy watched =
                StoreCopy.from(WatchedStorage.of(source, reads::add)).to(target).onlyChanged();
        assertThat(watched.run().added()).isEqualTo(new Quantity(20, 20, 1));
        assertThat(reads).contains("conversations").doesNotContain("find");
        reads.clear();
        assertThat(watched.run().alreadyThere()).isEqualTo(new Quantity(20, 20, 1));
        assertThat(reads).containsExactly("snapshot", "heads", "sessions", "close");
    }

    @Test
    void everyKindOfChangeIsFoundAndNothingElseIsRead() {
        copy.run();
        clock.advance(Duration.ofSeconds(1));
        source.chats().edit(id(1), 1, MessageEdit.of("edit"));
        source.chats().redact(id(2), 1);
        source.chats().patch(ConversationPatch.of(id(3)).withTitle("title"));
        source.chats().patch(ConversationPatch.of(id(4)).withArchived(true));
        say(id(5), "more");
        source.chats().open(id(20), Profile.EMPTY.withOwner("kari"));
        source.sessions("plain", Integer.class).update(SessionKey.of("s"), () -> 0, state -> state + 1);
        source.sessions("plain", Integer.class).getOrCreate(SessionKey.of("new"), () -> 7);
        RestoreReport report = StoreCopy.from(WatchedStorage.of(source, reads::add))
                .to(target)
                .onlyChanged()
                .onConflict(Conflict.REPLACE)
                .run();
        assertThat(report.replaced()).isEqualTo(new Quantity(5, 6, 1));
        assertThat(report.added()).isEqualTo(new Quantity(1, 0, 1));
        assertThat(report.alreadyThere()).isEqualTo(new Quantity(15, 15, 0));
        assertThat(reads).doesNotContain("conversations");
        assertThat(reads.stream().filter("find"::equals)).hasSize(6);
        assertThat(copy.verify().isEqual()).isTrue();
    }

    @Test
    void whatWasReplacedIsAtAHigherVersionAndPassedOverAndItsNextChangeIsFound() {
        copy.run();
        say(id(1), "more");
        assertThat(copy.run().replaced()).isEqualTo(new Quantity(1, 2, 0));
        RestoreReport again = copy.run();
        assertThat(again.alreadyThere()).isEqualTo(new Quantity(20, 21, 1));
        assertThat(again.higherVersions()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        source.chats().edit(id(1), 1, MessageEdit.of("edit"));
        assertThat(copy.run().replaced()).isEqualTo(new Quantity(1, 2, 0));
        assertThat(copy.verify().isEqual()).isTrue();
    }

    @Test
    void aChangeInTheTargetIsADifference() {
        copy.run();
        target.chats().append(id(1), NewMessage.user("ours"));
        RestoreReport report = StoreCopy.from(source).to(target).onlyChanged().run();
        assertThat(report.differentConversations()).containsExactly(id(1));
    }

    @Test
    void whatTheSourceDoesNotHaveIsRemovedOnlyIfAskedFor() {
        copy.run();
        ConversationId ours = ConversationId.of("t0", "ours");
        target.chats().append(ours, NewMessage.user("1"), NewMessage.user("2"));
        target.sessions("other", String.class).getOrCreate(SessionKey.of("t1", "s"), () -> "ours");
        source.chats().delete(id(1));
        source.sessions("plain", Integer.class).delete(SessionKey.of("s"));
        assertThat(copy.run().removed()).isEqualTo(Quantity.NONE);
        assertThat(target.chats().find(ours)).isPresent();

        StoreCopy mirror = copy.removingExtra();
        assertThat(mirror.asDryRun().run().removed()).isEqualTo(new Quantity(2, 3, 2));
        assertThat(target.chats().find(ours)).isPresent();
        RestoreReport report = mirror.run();
        assertThat(report.removed()).isEqualTo(new Quantity(2, 3, 2));
        assertThat(report.summary()).contains("removed: 2 conversations with 3 messages");
        assertThat(StoreDigest.of(target, StoreScope.everything()))
                .isEqualTo(StoreDigest.of(source, StoreScope.everything()));
        assertThat(mirror.run().removed()).isEqualTo(Quantity.NONE);
    }

    @Test
    void theDictionaryThatSegmentsOfTheTargetNeedStays() {
        SessionBackend ofTarget = Access.to(target).sessions();
        SessionId dictionary = new SessionId("chatstore.system", "dictionaries", "4711");
        ofTarget.compareAndSet(dictionary, 0, new SessionWrite("{}", null, null));
        assertThat(copy.removingExtra().run().removed()).isEqualTo(Quantity.NONE);
        StoreScope system = StoreScope.ofTenant("chatstore.system");
        copy.removingExtra().withScope(system).run();
        assertThat(ofTarget.find(dictionary)).isPresent();
    }

    @Test
    void onlyWhatIsInTheScopeIsRemovedAndNothingThatTheSourceHasInAnother() {
        copy.run();
        ConversationId ofKari = ConversationId.of("t1", "of kari");
        source.chats().open(ofKari, Profile.EMPTY.withOwner("kari"));
        copy.run();
        clock.advance(Duration.ofSeconds(1));
        source.chats().patch(ConversationPatch.of(ofKari).withOwner("ola"));
        target.chats().append(ConversationId.of("t0", "ours"), NewMessage.user("1"));
        target.chats().open(ConversationId.of("t1", "ours"), Profile.EMPTY.withOwner("kari"));
        StoreCopy mirror = copy.removingExtra();
        assertThat(mirror.withScope(StoreScope.ofOwner("t1", "kari")).run().removed())
                .isEqualTo(new Quantity(1, 0, 0));
        assertThat(target.chats().find(ofKari)).isPresent();
        assertThat(mirror.withScope(StoreScope.ofTenant("t0")).run().removed()).isEqualTo(new Quantity(1, 1, 0));
    }
}
