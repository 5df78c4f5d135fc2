@NullMarked
package dev.chatstore.api;

import org.jspecify.annotations.NullMarked;
