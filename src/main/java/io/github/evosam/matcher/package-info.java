/**
 * Chooses the expert that fits an image: descriptors, ridge regression over what experts remember
 * of their training images, calibrated confidence, and the answer that none fits. Works on plain
 * arrays; knows neither networks nor files nor what an expert does with an image.
 *
 * <p>Legend: d numbers in a descriptor, n images of one expert, N images of all, K experts.
 *
 * <p><b>What an expert remembers.</b> The descriptors of its training images. Σφ and Σφφᵀ follow
 * from them exactly; the reverse does not hold, and leave-one-out needs the descriptors one by one.
 * Since n is far below d as a rule, they are also the smaller form: 24 images of 192 numbers are 37
 * kB, their Gram matrix 295 kB. No image can be seen in them.
 *
 * <p><b>Why nothing is ever approximate.</b> Experts are a set; nothing is kept of how it came
 * about. {@link io.github.evosam.matcher.RidgeMatcher#prepare} works from the set alone and goes
 * through it in the order of the identifiers. So adding, importing and removing commute to the last
 * bit, and a removed expert leaves nothing behind. Standardisation is no stored state either: mean
 * and scale are found in the same step, from the same sums.
 */
package io.github.evosam.matcher;
