/** Gives the messages of a source their ids, and finds which of the stored messages they are; starts at IdentifiedMessages. */
@NullMarked
package dev.chatstore.core.transfer.identity;

import org.jspecify.annotations.NullMarked;
