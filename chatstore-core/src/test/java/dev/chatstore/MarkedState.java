package dev.chatstore;

/**
 * A state as a plug-in has it, of a class that a test loads by a class loader of its own.
 *
 * @param stamp a value that Jackson reads from text and writes with a module only
 */
public record MarkedState(StateMappersTest.Stamp stamp) {
    public MarkedState(String text) {
        this(new StateMappersTest.Stamp(text));
    }
}
