package io.github.evosam.learning.synthetic;

import io.github.evosam.geometry.*;

public record SyntheticImage(Plane plane, LabelMap labels, String family) {}
