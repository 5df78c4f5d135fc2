package dev.chatstore.core.erasure;

import static dev.chatstore.core.erasure.PersonInStore.ALL;
import static dev.chatstore.core.erasure.PersonInStore.GROUP;
import static dev.chatstore.core.erasure.PersonInStore.KARI;
import static dev.chatstore.core.erasure.PersonInStore.NAMED;
import static dev.chatstore.core.erasure.PersonInStore.OTHERS;
import static dev.chatstore.core.erasure.PersonInStore.OWNED;
import static dev.chatstore.core.erasure.PersonInStore.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final String BY = "operator:ola";

    private final MutableClock clock = MutableClock.at(PersonInStore.START);
    private final ChatStorage storage = PersonInStore.filled(clock);

    @AfterEach
    void close() {
        storage.close();
    }

    private Erasure erasure() {
        return Erasure.of(storage, KARI, BY);
    }

    @Test
    void idsOfRemovedMessagesAreMentions() {
        StoreAccess.of(storage).orElseThrow().oldMessages().trim(GROUP, 3, 10);

        ErasureReport report = erasure().run();
        assertThat(report.mentions()).contains(new Mention(MentionPlace.REMOVED_MESSAGE_ID, GROUP, 2, null));
    }

    @Test
    void allThatThePersonOwnsOrWroteGoesAndTheRestStays() {
        List<Message> others = storage.chats().recent(OTHERS, 10);
        ErasureCertificate certificate = erasure().run().certificate();

        assertThat(certificate.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(certificate.removed()).isEqualTo(ALL);
        assertThat(certificate.scan().left()).isEqualTo(ErasedAmounts.NONE);
        assertThat(storage.chats().find(OWNED)).isEmpty();
        assertThat(storage.chats().find(NAMED)).isEmpty();
        assertThat(storage.sessions("booking", String.class).find(SessionKey.of(TENANT, "s-1")))
                .isEmpty();
        assertThat(storage.sessions("booking", String.class).find(SessionKey.of(TENANT, "s-2")))
                .isEmpty();
        List<Message> group = storage.chats().recent(GROUP, 10);
        assertThat(group).extracting(Message::text).containsExactly("hello kari", "", "", "to all");
        assertThat(group).extracting(Message::author).containsExactly("ola", null, null, null);
        assertThat(group).extracting(Message::id).containsExactly("m-1", null, "m-3", null);
        assertThat(storage.chats().revisions(GROUP, 3)).hasSize(1);
        assertThat(storage.chats().recent(OTHERS, 10)).isEqualTo(others);
        assertThat(storage.sessions("booking", String.class).find(SessionKey.of(TENANT, "s-3")))
                .isPresent();
    }

    @Test
    void anotherTenantWithTheSameIdsIsNotTouched() {
        StoreDigest before = StoreDigest.of(storage, StoreScope.ofTenant("other"));
        erasure().scanningTexts().run();
        assertThat(StoreDigest.of(storage, StoreScope.ofTenant("other"))).isEqualTo(before);
    }

    @Test
    void aDryRunRemovesNothingAndReportsWhatTheRunRemoves() {
        StoreDigest before = StoreDigest.of(storage, StoreScope.everything());
        ErasureCertificate dry = erasure().dryRun().certificate();
        assertThat(StoreDigest.of(storage, StoreScope.everything())).isEqualTo(before);
        assertThat(dry.outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(dry.removed()).isEqualTo(ALL);
        assertThat(Erasure.runs(storage)).isEmpty();
    }

    @Test
    void whatMentionsThePersonElsewhereIsReportedByPlaceAndNotChanged() {
        ErasureReport report = erasure().run();
        assertThat(report.certificate().scan().mentions())
                .isEqualTo(Map.of(MentionPlace.CONVERSATION_TITLE, 1L, MentionPlace.MESSAGE_METADATA, 1L));
        assertThat(report.mentions())
                .containsExactly(
                        new Mention(MentionPlace.CONVERSATION_TITLE, GROUP, 0, null),
                        new Mention(MentionPlace.MESSAGE_METADATA, GROUP, 4, null));
        assertThat(erasure().scanningTexts().run().certificate().scan().mentions())
                .containsOnlyKeys(
                        MentionPlace.CONVERSATION_TITLE,
                        MentionPlace.MESSAGE_METADATA,
                        MentionPlace.TEXT,
                        MentionPlace.SESSION_STATE);
    }

    @Test
    void theCertificateAndTheRecordHaveNoIdOfThePerson() {
        ErasureReport report = erasure()
                .withKey(new byte[32])
                .withReference("request 17")
                .scanningTexts()
                .run();
        String json = report.certificate().toJson();
        assertThat(json).contains("request 17", BY).doesNotContain("kari", "secret", "s-1");
        assertThat(report.certificate().person()).hasSize(64);
        List<ErasureRun> runs = Erasure.runs(storage);
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).certificate()).isEqualTo(json);
        ConversationId record =
                ConversationId.of(ErasureRecord.TENANT, runs.get(0).run());
        assertThat(storage.chats().recent(record, 100))
                .extracting(Message::text)
                .noneMatch(text -> text.contains("kari") || text.contains("secret"));
    }

    @Test
    void whatIsKeptMayNotNameThePerson() {
        assertThatThrownBy(() -> Erasure.of(storage, KARI, "by kari herself"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("kari");
        assertThatThrownBy(() -> erasure().withReference("erase kari")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> erasure().withRun("kari")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Person.in("chatstore.imports")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Erasure.of(storage, Person.in(TENANT), BY)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatIsOnHoldStaysAndTheCertificateSaysSo() {
        Holds holds = Holds.of(storage);
        holds.place(Held.conversation(NAMED), "case 4711", BY);
        holds.place(Held.conversation(GROUP), "case 4711", BY);
        holds.place(Held.owner(TENANT, "kari"), "case 4711", BY);
        StoreDigest before = StoreDigest.of(storage, StoreScope.ofOwner(TENANT, "kari"));
        ErasureCertificate certificate = erasure().run().certificate();
        assertThat(certificate.outcome()).isEqualTo(Outcome.HELD);
        assertThat(certificate.removed()).isEqualTo(ErasedAmounts.ofSession());
        assertThat(certificate.held().plus(certificate.removed())).isEqualTo(ALL);
        assertThat(StoreDigest.of(storage, StoreScope.ofOwner(TENANT, "kari"))).isEqualTo(before);
        assertThat(storage.chats().find(NAMED)).isPresent();
        assertThat(storage.chats().recent(GROUP, 10))
                .extracting(Message::author)
                .contains("kari");
    }

    @Test
    void whatThePersonWritesMeanwhileIsErasedToo() {
        List<Integer> passes = new ArrayList<>();
        Erasure busy = erasure().onProgress(progress -> {
            if (!passes.contains(progress.pass()) && progress.pass() <= 3) {
                passes.add(progress.pass());
                storage.chats().append(GROUP, NewMessage.user("again").withAuthor("kari"));
                storage.chats()
                        .open(ConversationId.of(TENANT, "new " + progress.pass()), Profile.EMPTY.withOwner("kari"));
            }
        });
        ErasureCertificate certificate = busy.run().certificate();
        assertThat(certificate.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(certificate.removed()).isEqualTo(ALL.plus(new ErasedAmounts(3, 0, 0, 3, 0, 0, 0)));
        assertThat(storage.chats().recent(GROUP, 10))
                .extracting(Message::author)
                .doesNotContain("kari");
    }

    @Test
    void aWriterWhoNeverStopsMakesItIncomplete() {
        Erasure busy = erasure().onProgress(progress -> {
            if (progress.conversations() == 1) {
                storage.chats().append(GROUP, NewMessage.user("again").withAuthor("kari"));
            }
        });
        ErasureCertificate certificate = busy.run().certificate();
        assertThat(certificate.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(certificate.scan().left().writtenMessages()).isEqualTo(1);
        assertThat(certificate.scan().passes()).isEqualTo(ErasureWork.PASSES);
    }

    @Test
    void keysAreRememberedForAnHourAndARunThatIsContinuedLaterRemovesThem() {
        String run = Erasure.newRun();
        ErasureCertificate first = erasure().withRun(run).run().certificate();
        assertThat(first.rememberedUntil()).isEqualTo(clock.instant().plus(Backend.REMEMBERED));
        clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
        ErasureCertificate second = erasure().withRun(run).run().certificate();
        assertThat(second.rememberedUntil()).isNull();
        assertThat(second.removed()).isEqualTo(ALL);
        assertThat(second.begun()).isEqualTo(first.begun());
        assertThat(storage.chats().open(OWNED, Profile.EMPTY).version()).isEqualTo(1);
    }

    @Test
    void theRunOfAnotherPersonIsNotContinued() {
        String run = Erasure.newRun();
        erasure().withRun(run).withKey(new byte[16]).run();
        Erasure other =
                Erasure.of(storage, Person.of(TENANT, "ola"), "operator:eva").withRun(run);
        assertThatThrownBy(() -> other.withKey(new byte[16]).run()).isInstanceOf(InvalidInputException.class);
        assertThat(storage.chats().recent(GROUP, 1)).isNotEmpty();
    }
}
