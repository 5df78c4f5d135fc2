package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
    private static final String PHONE = "+4799887766";
    private static final String KEY = KeptStore.KEY;
    private static final String OTHER_KEY = KeptStore.OTHER_KEY;

    @TempDir
    private Path folder;

    private static Pseudonyms with(String... keysAndValues) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            texts.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return PrivacySettings.of(new Settings(texts));
    }

    private static byte[] hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pseudonym(String key, String text) throws GeneralSecurityException {
        byte[] id = Arrays.copyOf(hmac(key, "chatstore key"), 4);
        return "p." + HexFormat.of().formatHex(id) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hmac(key, text), 24));
    }

    @Test
    void aPseudonymIsTheDigestOfTheTenantAndTheId() throws GeneralSecurityException {
        Pseudonyms pseudonyms = with("privacy.key", KEY);
        assertThat(pseudonyms.of(ConversationId.of("acme", PHONE)))
                .isEqualTo(ConversationId.of("acme", pseudonym(KEY, "conversation 4 acme" + PHONE)));
        assertThat(pseudonyms.owner("acme", PHONE))
                .isEqualTo(pseudonym(KEY, "person 4 acme" + PHONE))
                .isEqualTo(pseudonyms.author("acme", PHONE));
        assertThat(pseudonyms.of(new SessionId("acme", "cart", PHONE)).value())
                .isEqualTo(pseudonyms.of(ConversationId.of("acme", PHONE)).value());
    }

    @Test
    void twoTenantsHaveNothingInCommon() {
        Pseudonyms pseudonyms = with("privacy.key", KEY);
        assertThat(pseudonyms.owner("a", "b" + PHONE))
                .isNotEqualTo(pseudonyms.owner("ab", PHONE))
                .isNotEqualTo(pseudonyms.owner("b", "b" + PHONE));
    }

    @Test
    void aStoredFormIsItsOwn() {
        Pseudonyms pseudonyms = with("privacy.key", KEY);
        ConversationId stored = pseudonyms.of(ConversationId.of(PHONE));
        assertThat(pseudonyms.of(stored)).isSameAs(stored);
        String owner = pseudonyms.owner("acme", PHONE);
        assertThat(pseudonyms.owner("acme", owner)).isEqualTo(owner);
    }

    @Test
    void theLibrarysOwnTenantsAndEmptyNamesStay() {
        Pseudonyms pseudonyms = with("privacy.key", KEY);
        ConversationId own = ConversationId.of("chatstore.imports", "run");
        assertThat(pseudonyms.of(own)).isSameAs(own);
        assertThat(pseudonyms.owner("acme", null)).isNull();
        assertThat(pseudonyms.author("acme", "")).isEmpty();
    }

    @Test
    void onlyTheChosenKindsAreHidden() {
        Pseudonyms owners = with("privacy.key", KEY, "privacy.pseudonyms", " owners ");
        ConversationId id = ConversationId.of(PHONE);
        assertThat(owners.of(id)).isSameAs(id);
        assertThat(owners.author("acme", PHONE)).isEqualTo(PHONE);
        assertThat(owners.owner("acme", PHONE)).startsWith("p.");
        assertThat(with("privacy.pseudonyms", "owners").isOn()).isFalse();
    }

    @Test
    void aNewKeyIsADigestOfTheOldDigest() throws GeneralSecurityException {
        Pseudonyms before = with("privacy.key", KEY);
        Pseudonyms rotated = with("privacy.key", OTHER_KEY, "privacy.old-keys", KEY);
        String old = pseudonym(KEY, "person 4 acme" + PHONE);
        assertThat(before.owner("acme", PHONE)).isEqualTo(old);
        assertThat(rotated.owner("acme", PHONE))
                .isEqualTo(pseudonym(OTHER_KEY, "person 4 acme" + old))
                .isEqualTo(rotated.owner("acme", old));
    }

    @Test
    void aPseudonymByAnUnknownKeyIsRefused() {
        String foreign = with("privacy.key", OTHER_KEY).owner("acme", PHONE);
        assertThatThrownBy(() -> with("privacy.key", KEY).owner("acme", foreign))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another key");
        assertThat(with("privacy.key", KEY).owner("acme", foreign.replace('.', '-')))
                .startsWith("p.");
    }

    @Test
    void aKeyMayBeHexadecimalBase64OrInAFile() throws IOException {
        byte[] bytes = HexFormat.of().parseHex(KEY);
        Path file = folder.resolve("key");
        Files.writeString(file, Base64.getEncoder().encodeToString(bytes) + "\n");
        String expected = with("privacy.key", KEY).owner("acme", PHONE);
        assertThat(with("privacy.key", Base64.getEncoder().encodeToString(bytes))
                        .owner("acme", PHONE))
                .isEqualTo(expected);
        assertThat(with("privacy.key", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .owner("acme", PHONE))
                .isEqualTo(expected);
        assertThat(with("privacy.key", "file:" + file).owner("acme", PHONE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-but-short", "0123456789abcdef0123456789abcdef", "!!!!", "file:/none/such"})
    void aKeyThatIsNoneIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> with("privacy.key", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("privacy.key ")
                .message()
                .doesNotContain(text);
    }

    @Test
    void settingsThatContradictAreRefused() {
        assertThatThrownBy(() -> with("privacy.old-keys", KEY)).hasMessageStartingWith("privacy.old-keys ");
        assertThatThrownBy(() -> with("privacy.key", KEY, "privacy.old-keys", KEY))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> with("privacy.key", KEY, "privacy.pseudonyms", "owners, titles"))
                .hasMessageStartingWith("privacy.pseudonyms ");
        assertThatThrownBy(() -> with("privacy.key", KEY, "privacy.pseudonyms", ","))
                .hasMessageStartingWith("privacy.pseudonyms ");
    }

    @Test
    void noTextShowsTheKey() {
        Pseudonyms pseudonyms = with("privacy.key", KEY, "privacy.old-keys", OTHER_KEY);
        assertThat(pseudonyms.toString() + pseudonyms.fingerprints())
                .doesNotContain(KEY)
                .doesNotContain(OTHER_KEY);
        assertThat(pseudonyms.secret()).hasValue(HexFormat.of().parseHex(KEY));
    }
}
