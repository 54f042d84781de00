package io.github.evosam.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** {@code provenance.starts} of {@code expert.json}. */
final class StartsJson {
  private static final String STARTS = "starts";
  private static final String EXPERT = "expert";
  private static final String UNTRAINED = "untrainedDice";
  private static final String TRIAL = "trialDice";

  private StartsJson() {}

  /** The candidates that a provenance tells; none in files of version 1.0. */
  static List<StartCandidate> read(JsonFields provenance) {
    return provenance.optionalObjects(STARTS).stream()
        .map(
            json ->
                new StartCandidate(
                    json.optionalText(EXPERT), json.number(UNTRAINED), json.optionalNumber(TRIAL)))
        .toList();
  }

  /** Adds the candidates to a provenance, if there are any. */
  static void write(List<StartCandidate> candidates, JsonObject provenance) {
    if (candidates.isEmpty()) {
      return;
    }
    JsonArray list = new JsonArray();
    candidates.forEach(candidate -> list.add(json(candidate)));
    provenance.add(STARTS, list);
  }

  private static JsonObject json(StartCandidate candidate) {
    JsonObject json = new JsonObject();
    candidate.expert().ifPresent(id -> json.addProperty(EXPERT, id));
    json.addProperty(UNTRAINED, candidate.untrainedDice());
    candidate.trialDice().ifPresent(dice -> json.addProperty(TRIAL, dice));
    return json;
  }
}
