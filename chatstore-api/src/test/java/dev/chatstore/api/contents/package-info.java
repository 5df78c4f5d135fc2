@NullMarked
package dev.chatstore.api.contents;

import org.jspecify.annotations.NullMarked;
