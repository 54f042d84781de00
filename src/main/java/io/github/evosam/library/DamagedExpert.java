package io.github.evosam.library;

import java.util.Optional;

/**
 * An expert that cannot be used and is left out; the rest of the library works without it.
 *
 * @param id by which it can be removed: the name of its folder
 * @param name if it can still be read
 * @param reason a sentence for the user
 */
public record DamagedExpert(String id, Optional<String> name, String reason) {}
