@NullMarked
package dev.chatstore.bench.life;

import org.jspecify.annotations.NullMarked;
