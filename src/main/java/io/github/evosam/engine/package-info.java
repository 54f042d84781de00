/**
 * The use cases, free of any user interface, and the only place where the parts are put together:
 * segment, segment everything, learn, match, look after experts, evaluate, models. Chooses the
 * device, and the expert for an image.
 */
package io.github.evosam.engine;
