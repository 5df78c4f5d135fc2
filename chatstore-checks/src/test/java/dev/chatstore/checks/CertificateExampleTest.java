package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.testkit.MutableClock;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The certificate in {@code docs/privacy.md} is one of those that the code writes. */
final class CertificateExampleTest {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(\\{.*?\\n})\\n```", Pattern.DOTALL);

    private static String certificate() {
        MutableClock clock = MutableClock.at(Instant.parse("2026-11-27T09:30:00Z"));
        try (ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .open()) {
            ConversationId own = ConversationId.of("kari-1");
            Append begun = Append.of(own, NewMessage.user("my number is 4711"), NewMessage.assistant("noted"))
                    .withProfile(Profile.EMPTY.withOwner("kari"));
            storage.chats().appendAll(List.of(begun));
            ConversationId group = ConversationId.of("team");
            storage.chats().append(group, NewMessage.user("hello").withAuthor("Kari N."));
            storage.chats().append(group, NewMessage.user("hello kari").withAuthor("Ola"));
            storage.sessions(String.class)
                    .assigningOwner("kari")
                    .getOrCreate(SessionKey.of("default", "kari"), () -> "state");
            Person kari = Person.of("default", "kari").withAuthor("Kari N.");
            return Erasure.of(storage, kari, "operator:ola")
                    .withReference("request 2026-118")
                    .run()
                    .certificate()
                    .toJson();
        }
    }

    private static List<String> fields(String json) {
        return FIELD.matcher(json).results().map(found -> found.group(1)).toList();
    }

    @Test
    void theExampleHasTheFieldsOfACertificate() {
        String page = Project.read(Project.ROOT.resolve("docs/privacy.md"));
        List<String> examples = EXAMPLE.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String certificate = certificate();
        assertThat(examples).as(certificate).hasSize(1);
        assertThat(fields(examples.get(0))).as(certificate).isEqualTo(fields(certificate));
        assertThat(ErasureCertificate.isIntact(examples.get(0))).isTrue();
    }
}
