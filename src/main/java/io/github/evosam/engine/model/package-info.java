/**
 * Base models: the one that ships inside, installed ones, checkpoint files; where they lie and on
 * which device they run.
 */
package io.github.evosam.engine.model;
