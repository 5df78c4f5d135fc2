package dev.chatstore.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class ErasureCertificateTest {
    @Test
    void aChangeOfTheJsonShows() {
        try (ChatStorage storage = PersonInStore.filled(MutableClock.at(PersonInStore.START))) {
            String json = Erasure.of(storage, PersonInStore.KARI, "operator:ola")
                    .run()
                    .certificate()
                    .toJson();
            assertThat(ErasureCertificate.isIntact(json)).isTrue();
            assertThat(ErasureCertificate.isIntact(json + "\n")).isTrue();
            assertThat(ErasureCertificate.isIntact(json.replace("\"sessions\":2", "\"sessions\":1")))
                    .isFalse();
            assertThat(ErasureCertificate.isIntact(json.replace("operator:ola", "operator:eva")))
                    .isFalse();
            assertThat(ErasureCertificate.isIntact(json.replace("chatstore-erasure", "another")))
                    .isFalse();
            assertThat(ErasureCertificate.isIntact("no JSON")).isFalse();
            assertThat(ErasureCertificate.isIntact("{}")).isFalse();
        }
    }

    @Test
    void theKeyedDigestDependsOnTheKeyAndTheIdsAlone() {
        SecretKey key = Digests.key("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        Person person = Person.in("a").withOwner("x").withAuthor("y");
        Person again = Person.in("b").withAuthor("y").withOwner("x");
        assertThat(Digests.keyed(key, person.ids()))
                .isEqualTo(Digests.keyed(key, again.ids()))
                .isNotEqualTo(Digests.keyed(Digests.key(new byte[16]), person.ids()))
                .isNotEqualTo(Digests.keyed(key, Person.of("a", "xy").ids()));
    }
}
