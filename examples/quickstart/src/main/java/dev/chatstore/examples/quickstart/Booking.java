package dev.chatstore.examples.quickstart;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a session: a table reservation, possibly incomplete. It is stored between two messages. */
record Booking(
        Stage stage,
        @Nullable LocalDate day,
        @Nullable LocalTime time,
        @Nullable Integer guests,
        @Nullable String name) {
    /** The progress of the booking. */
    enum Stage {
        NONE,
        OPEN,
        BOOKED
    }

    /** The parts of a booking, in the order in which the bot asks for them. */
    enum Part {
        DAY("the day", "Which day?"),
        TIME("the time", "At what time?"),
        GUESTS("how many you are", "How many will you be?"),
        NAME("a name", "And the name, please?");

        final String label;
        final String question;

        Part(String label, String question) {
            this.label = label;
            this.question = question;
        }
    }

    static final Booking NONE = new Booking(Stage.NONE, null, null, null, null);
    static final Booking OPEN = new Booking(Stage.OPEN, null, null, null, null);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

    boolean open() {
        return stage == Stage.OPEN;
    }

    boolean booked() {
        return stage == Stage.BOOKED;
    }

    /** Returns the missing parts. */
    Set<Part> missing() {
        Set<Part> missing = EnumSet.allOf(Part.class);
        missing.removeIf(part -> switch (part) {
            case DAY -> day != null;
            case TIME -> time != null;
            case GUESTS -> guests != null;
            case NAME -> name != null;
        });
        return missing;
    }

    /** Returns the known parts as text. */
    String known() {
        return "a table"
                + (guests == null ? "" : " for " + guests)
                + (day == null ? "" : " on " + DAY.format(day))
                + (time == null ? "" : " at " + time)
                + (name == null ? "" : " under the name of " + name);
    }

    /** Returns the progress as text. */
    String status() {
        return switch (stage) {
            case NONE -> "there is no booking";
            case OPEN -> known() + "; " + next();
            case BOOKED -> "booked, " + known();
        };
    }

    private String next() {
        return missing().isEmpty()
                ? "waiting for your yes"
                : missing().stream().map(part -> part.label).collect(Collectors.joining(", ", "still missing: ", ""));
    }

    Booking as(Stage stage) {
        return new Booking(stage, day, time, guests, name);
    }
}
