/**
 * What the networks are made of: named parameters, shape checks, array scopes, normalisations, MLP,
 * attention and {@code Projection}, a linear map that an adapter can sit on. No file is read here
 * and no architecture is put together; that is {@code weights} and {@code sam}.
 */
package io.github.evosam.nn;
