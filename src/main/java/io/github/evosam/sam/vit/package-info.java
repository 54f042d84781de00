/**
 * The blocks of vision transformers, as ViT and TinyViT encoders are made of them: attention within
 * windows or over all, relative positions. How they are put together is {@code sam.network}'s.
 */
package io.github.evosam.sam.vit;
