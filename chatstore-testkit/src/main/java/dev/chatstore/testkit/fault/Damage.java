package dev.chatstore.testkit.fault;

/** What a test damages in the stored data. */
public enum Damage {
    /** The metadata of a message, which is {@link DamagedRowContract#METADATA}, is no JSON any more. */
    METADATA,
    /** The metadata of a message is a number of a million digits. */
    MILLION_DIGITS,
    /** The metadata of a message is a number whose exponent no reader can hold. */
    EXPONENT,
    /** The attachments of a message are no attachments any more. */
    ATTACHMENTS,
    /** The role of a message is unknown. */
    ROLE,
    /** The metadata of the conversation's profile is no JSON any more. */
    PROFILE,
    /** Nothing of the conversation can be read: its id or its numbers are none. */
    HEAD
}
