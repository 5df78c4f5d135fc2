@NullMarked
package dev.chatstore.mysql;

import org.jspecify.annotations.NullMarked;
