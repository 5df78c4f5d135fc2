/** A program as users write it. */
module bot {
    requires dev.chatstore.core;

    // Jackson creates the states of sessions.
    opens bot to
            com.fasterxml.jackson.databind;
}
