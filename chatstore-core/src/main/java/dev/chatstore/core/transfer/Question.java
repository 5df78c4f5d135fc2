package dev.chatstore.core.transfer;

import java.util.List;

/**
 * Something that a source leaves open. {@link ImportOptions#answer} takes the answer.
 *
 * @param kind what is asked
 * @param required whether an import refuses to begin without the answer
 * @param choices the answers that are possible, as far as they are known: for people, their names as the source gives them
 */
public record Question(Kind kind, boolean required, List<String> choices) {
    /** Creates a question. The list is copied. */
    public Question {
        choices = List.copyOf(choices);
    }

    /** What can be asked. */
    public enum Kind {
        /** The time zone of times that name none. */
        TIME_ZONE("Which time zone are the times in?"),
        /** Whether the day or the month comes first. */
        DATE_ORDER("Does the day or the month come first in the dates?"),
        /** Who of the people is the assistant; without an answer, all are users. */
        ASSISTANT("Who of the senders is the assistant?"),
        /** Whether regenerated and abandoned answers are wanted; without an answer, all are. */
        BRANCHES("Are all branches wanted, or the active one only?"),
        /** What roles that are not known mean; without an answer, their messages are skipped. */
        ROLES("Which roles do these senders have?"),
        /** The encoding of text that is not UTF-8; with UTF-8 as the answer, its records are skipped. */
        ENCODING("Which encoding does the text have that is not UTF-8?");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns the question in words. */
        public String text() {
            return text;
        }
    }

    /** Returns the kind, without the choices, which may be names of people. */
    @Override
    public String toString() {
        return "Question[kind=" + kind + ", required=" + required + ", choices=" + choices.size() + "]";
    }
}
