/** What is written and read: conversations, messages, directories. */
@NullMarked
package dev.chatstore.bench.data;

import org.jspecify.annotations.NullMarked;
