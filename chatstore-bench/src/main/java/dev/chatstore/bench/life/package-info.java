/** What the life of the data costs: the archive, retention and the audit trail. {@link dev.chatstore.bench.life.DataLife} runs it. */
@NullMarked
package dev.chatstore.bench.life;

import org.jspecify.annotations.NullMarked;
