@NullMarked
package dev.chatstore.bench.load;

import org.jspecify.annotations.NullMarked;
