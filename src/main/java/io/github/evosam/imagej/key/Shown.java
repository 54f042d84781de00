package io.github.evosam.imagej.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a dialog shows a key, beyond what SciJava's {@code Parameter} says. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Shown {
  /** Heading of the group that the key belongs to; those of one group stand together. */
  String group();

  /** What is offered, where that is not fixed. */
  Offer offer() default Offer.NOTHING;

  /** What the dialog calls the choices, in their order; empty: as macros do. */
  String[] words() default {};

  /**
   * Values of other keys, as {@code source=folders}, one of which makes it count; empty: always.
   */
  String[] when() default {};

  /** Whether it is folded away at first, and recorded only where it is not the default. */
  boolean rare() default false;

  /** Whether the dialog begins with what was chosen the last time. */
  boolean remembered() default true;
}
