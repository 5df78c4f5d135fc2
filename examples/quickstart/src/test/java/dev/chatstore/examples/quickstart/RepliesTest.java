package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.examples.quickstart.Booking.Stage;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final Booking COMPLETE =
            new Booking(Stage.OPEN, LocalDate.of(2026, 12, 24), LocalTime.of(20, 0), 2, "Kari");

    @Test
    void whatIsMissingIsAskedForOneByOne() {
        assertThat(Replies.to("a table", Booking.OPEN)).isEqualTo("I have a table. Which day?");
        assertThat(Replies.to("for two", new Booking(Stage.OPEN, COMPLETE.day(), null, 2, null)))
                .isEqualTo("I have a table for 2 on Thursday 24 December 2026. At what time?");
    }

    @Test
    void aCompleteBookingIsReadBackAndThenWrittenDown() {
        assertThat(Replies.to("Kari", COMPLETE))
                .isEqualTo("I have a table for 2 on Thursday 24 December 2026 at 20:00 under the name of Kari."
                        + " Shall I write it down?");
        assertThat(Replies.to("yes", COMPLETE.as(Stage.BOOKED))).startsWith("It is in the book: a table for 2");
    }

    @Test
    void aNoAsksWhatToChange() {
        assertThat(Replies.to("no, wait", COMPLETE)).endsWith("What shall I change?");
    }

    @Test
    void aQuestionIsAnsweredWithoutLosingTheBooking() {
        assertThat(Replies.to("What's on the menu?", COMPLETE))
                .startsWith("Fish from this morning")
                .endsWith("Shall I write it down?");
    }

    @Test
    void itIsPoliteInSeveralLanguages() {
        assertThat(Replies.to("Bonjour !", Booking.NONE)).startsWith("Hello!");
        assertThat(Replies.to("ありがとう", Booking.NONE)).isEqualTo("You're welcome. ⛵");
    }

    @Test
    void itRemembersWhenAsked() {
        assertThat(Replies.to("Where were we?", Booking.NONE)).isEqualTo("Of course: there is no booking.");
        assertThat(Replies.to("do you remember?", COMPLETE)).endsWith("waiting for your yes.");
    }

    @Test
    void whatNoRuleKnowsIsAnsweredWithAHint() {
        assertThat(Replies.to("Why is the sea salty?", Booking.NONE)).contains("Try: a table for 4");
    }
}
