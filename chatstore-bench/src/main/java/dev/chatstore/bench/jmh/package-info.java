/** Operations in the process, which JMH measures. */
@NullMarked
package dev.chatstore.bench.jmh;

import org.jspecify.annotations.NullMarked;
