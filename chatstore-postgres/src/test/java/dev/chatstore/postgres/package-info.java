@NullMarked
package dev.chatstore.postgres;

import org.jspecify.annotations.NullMarked;
