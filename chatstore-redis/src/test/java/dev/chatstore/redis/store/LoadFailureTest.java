package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.UnavailableException;
import org.junit.jupiter.api.Test;

/** Which failure a load of several conversations throws. */
final class LoadFailureTest {
    private final UnavailableException refused = UnavailableException.notDone("refused", true, null);
    private final UnavailableException unknown = UnavailableException.maybeDone("lost", true, null);
    private final LoadFailure failure = new LoadFailure();

    @Test
    void withoutAFailureNothingIsThrown() {
        failure.loaded();
        assertThatCode(failure::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void anUnknownOutcomeIsNotHiddenByADefiniteRefusal() {
        failure.add(refused);
        failure.add(unknown);
        failure.add(refused);
        assertThatThrownBy(failure::throwIfAny).isSameAs(unknown);
    }

    @Test
    void aRefusalOfAllIsDefinite() {
        failure.add(refused);
        assertThatThrownBy(failure::throwIfAny).isSameAs(refused);
    }

    @Test
    void aRefusalOfSomeIsAnUnknownOutcomeOfTheCall() {
        failure.add(refused);
        failure.loaded();
        assertThatThrownBy(failure::throwIfAny)
                .hasCause(refused)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.outcomeUnknown() && e.retryable()).isTrue());
    }
}
