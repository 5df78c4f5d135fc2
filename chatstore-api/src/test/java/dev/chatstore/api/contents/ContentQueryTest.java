package dev.chatstore.api.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ContentQueryTest {
    @Test
    void whatIsNoNameOrNullIsRefusedWithTheNameOfTheArgument() {
        assertRefused("query.tenant", () -> ContentQuery.ofTenant(" "));
        assertRefused("query.tenant", () -> ContentQuery.ofTenant(null));
        assertRefused("query.owner", () -> ContentQuery.ofOwner("a\0b"));
        assertRefused("query.owner", () -> ContentQuery.ofTenant("shop").withOwner(null));
        assertRefused("query.groupings", () -> ContentQuery.ofTenant("shop").by((Grouping[]) null));
        assertRefused("query.groupings", () -> ContentQuery.ofTenant("shop").by(Grouping.DAY, null));
        assertRefused("query.groupings", () -> new ContentQuery("shop", null, null, false));
        assertRefused(
                "query.groupings",
                () -> new ContentQuery("shop", null, new HashSet<>(Arrays.asList(Grouping.DAY, null)), false));
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        error -> assertThat(error.field()).isEqualTo(field));
    }

    @Test
    void messagesAreReadOnlyForWhatHeadsDoNotTell() {
        ContentQuery query = ContentQuery.ofTenant("shop");
        assertThat(query.readsMessages()).isFalse();
        assertThat(query.by(Grouping.OWNER, Grouping.MODEL).readsMessages()).isFalse();
        assertThat(query.withTextBytes().readsMessages()).isTrue();
        for (Grouping grouping : EnumSet.of(Grouping.ROLE, Grouping.DAY, Grouping.SAID_DAY)) {
            assertThat(query.by(Grouping.OWNER, grouping).readsMessages()).isTrue();
        }
    }

    @Test
    void aQueryKeepsWhatItIsNotToldToChange() {
        ContentQuery query =
                ContentQuery.ofOwner("kari").by(Grouping.DAY, Grouping.OWNER).withTextBytes();
        assertThat(query).isEqualTo(new ContentQuery("default", "kari", Set.of(Grouping.OWNER, Grouping.DAY), true));
        assertThat(query.withOwner("ola").by(Grouping.ROLE))
                .isEqualTo(new ContentQuery("default", "ola", Set.of(Grouping.ROLE), true));
    }

    @Test
    void theGroupingsCannotBeChangedFromOutside() {
        Set<Grouping> given = EnumSet.of(Grouping.DAY);
        ContentQuery query = new ContentQuery("shop", null, given, false);
        given.clear();
        assertThat(query.groupings()).containsExactly(Grouping.DAY);
        assertThatThrownBy(() -> query.groupings().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
