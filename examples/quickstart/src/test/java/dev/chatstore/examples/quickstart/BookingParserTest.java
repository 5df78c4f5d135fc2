package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.examples.quickstart.Booking.Part;
import dev.chatstore.examples.quickstart.Booking.Stage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookingParserTest {
    private static final LocalDate SAID = LocalDate.of(2026, 11, 21);
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final Booking NAMELESS = new Booking(Stage.OPEN, FRIDAY, LocalTime.of(19, 30), 4, null);

    @Test
    void oneSentenceMaySayItAll() {
        assertThat(hear(Booking.NONE, "A table for 4 on Friday at 7:30 pm, my name is Anna Lindqvist"))
                .isEqualTo(new Booking(Stage.OPEN, FRIDAY, LocalTime.of(19, 30), 4, "Anna Lindqvist"));
    }

    @Test
    void aBookingIsFilledInOverSeveralSentences() {
        Booking booking = Booking.NONE;
        for (String sentence : List.of("I'd like to book", "Friday", "19:30", "four", "anna", "yes")) {
            booking = hear(booking, sentence);
        }
        assertThat(booking).isEqualTo(new Booking(Stage.BOOKED, FRIDAY, LocalTime.of(19, 30), 4, "anna"));
    }

    @ParameterizedTest
    @CsvSource({
        "a table at 7pm,              19:00",
        "a table at 12 am,            00:00",
        "a table at 12:15 pm,         12:15",
        "a table at 9:05,             09:05",
        "a table at 23:59 for two,    23:59"
    })
    void aTimeIsHeard(String sentence, LocalTime time) {
        assertThat(hear(Booking.NONE, sentence).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "a table for two,             2",
        "a table; we are 12,          12",
        "a table: three of us,        3",
        "a table for a party of 6,    6"
    })
    void aNumberOfGuestsIsHeard(String sentence, int guests) {
        assertThat(hear(Booking.NONE, sentence).guests()).isEqualTo(guests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a table at 25:00", "a table for 7pm-ish", "a table for 0", "a table under the stairs"})
    void whatMakesNoSenseIsNotHeard(String sentence) {
        assertThat(hear(Booking.NONE, sentence).missing()).contains(Part.DAY, Part.GUESTS, Part.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanks", "hello", "yes", "what is on the menu?"})
    void smallTalkIsNoName(String sentence) {
        assertThat(hear(NAMELESS, sentence)).isEqualTo(NAMELESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Şükrü", "O'Neil", "أحمد", "山田 花子"})
    void aNameIsHeardInAnyScript(String name) {
        assertThat(hear(NAMELESS, name).name()).isEqualTo(name);
    }

    @Test
    void yesBooksOnlyWhatIsComplete() {
        assertThat(hear(NAMELESS, "yes").stage()).isEqualTo(Stage.OPEN);
    }

    @Test
    void cancellingForgetsTheBooking() {
        assertThat(hear(NAMELESS, "never mind, cancel it")).isEqualTo(Booking.NONE);
    }

    @Test
    void aSentenceHeardTwiceMakesTheSameOfIt() {
        Booking before = Booking.NONE;
        for (String sentence :
                List.of("book a table", "tomorrow, 8pm", "5", "Kari", "yes", "another table", "stop, cancel")) {
            Booking once = hear(before, sentence);
            assertThat(hear(once, sentence)).isEqualTo(once);
            before = once;
        }
    }

    private static Booking hear(Booking before, String sentence) {
        return BookingParser.apply(before, sentence, SAID);
    }
}
