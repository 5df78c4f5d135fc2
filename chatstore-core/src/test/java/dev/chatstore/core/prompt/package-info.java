@NullMarked
package dev.chatstore.core.prompt;

import org.jspecify.annotations.NullMarked;
