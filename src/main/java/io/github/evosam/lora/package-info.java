/**
 * What an expert consists of: low-rank changes of a base model's linear maps (Hu et al. 2022) and a
 * learned task prompt; where they sit, how they are merged and taken out again. Knows tensor names
 * and shapes only: how the parameters are learned is {@code learning}'s, how they are kept on disk
 * {@code library}'s.
 */
package io.github.evosam.lora;
