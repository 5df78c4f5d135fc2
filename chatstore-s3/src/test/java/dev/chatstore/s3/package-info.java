@NullMarked
package dev.chatstore.s3;

import org.jspecify.annotations.NullMarked;
