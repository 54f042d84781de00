package io.github.evosam.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code expert.json} as {@code docs/library-format.md} specifies it. Changes are made in the JSON
 * that was read, so that fields of newer versions survive.
 */
final class ManifestJson {
  /** Largest file that is written or read. */
  static final int MAX_BYTES = 1 << 20;

  private static final String FORMAT = "evosam-expert";
  private static final String NAME = "name";
  private static final String NOTES = "notes";
  private static final String ID = "id";
  private static final String WARM_START = "warmStart";
  private static final String KEPT_IMAGES = "keptImages";
  private static final String PROMPTS = "prompts";
  private static final String BOXES = "boxes";
  private static final String CLICKS = "clicks";

  private ManifestJson() {}

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException if it is none, or of a newer major version; the message says
   *     why
   */
  static ExpertManifest read(byte[] file) {
    JsonFields json = JsonFields.parse(file);
    FormatVersion version = FormatVersion.of(json, FORMAT);
    return new ExpertManifest(
        version,
        json.text(ID),
        description(json),
        FileRecord.read(json.object("files")),
        json.optionalObject(KEPT_IMAGES).map(FileRecord::readOne));
  }

  /** The name that a file says even if it is not valid otherwise, so that nobody takes it. */
  static Optional<String> nameIn(byte[] file) {
    try {
      return JsonFields.parse(file).optionalText(NAME);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The file of a manifest.
   *
   * @throws IllegalArgumentException if it is larger than {@value #MAX_BYTES} bytes
   */
  static byte[] write(ExpertManifest manifest) {
    ExpertDescription description = manifest.description();
    JsonObject json = manifest.version().header(FORMAT);
    json.addProperty(ID, manifest.id());
    json.addProperty(NAME, description.name());
    json.addProperty("task", description.task());
    json.add("baseModel", baseModel(description.baseModel()));
    json.add("lora", adapter(description.adapter()));
    json.add("scale", scale(description.scale()));
    json.add("metrics", metrics(description.metrics()));
    json.add("provenance", provenance(description.provenance()));
    json.addProperty(NOTES, description.notes());
    json.add("files", FileRecord.write(manifest.files()));
    manifest.keptImages().ifPresent(kept -> json.add(KEPT_IMAGES, FileRecord.write(kept)));
    byte[] file = JsonFields.bytes(json);
    if (file.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The description of expert '%s' takes %d bytes, but may take %d; shorten its texts"
              .formatted(manifest.name(), file.length, MAX_BYTES));
    }
    return file;
  }

  /** The file with another name. */
  static byte[] renamed(byte[] file, String name) {
    return with(file, NAME, ExpertName.check(name));
  }

  /** The file with other notes. */
  static byte[] annotated(byte[] file, String notes) {
    return with(file, NOTES, ExpertDescription.checkLength(NOTES, notes));
  }

  /** The file with another id, for a second copy of an expert. */
  static byte[] identified(byte[] file, String id) {
    return with(file, ID, ExpertId.check(id));
  }

  private static byte[] with(byte[] file, String field, String value) {
    JsonObject json = JsonFields.parse(file).json();
    json.addProperty(field, value);
    return JsonFields.bytes(json);
  }

  private static ExpertDescription description(JsonFields json) {
    return new ExpertDescription(
        json.text(NAME),
        json.text("task"),
        baseModel(json.object("baseModel")),
        adapter(json.object("lora")),
        scale(json.object("scale")),
        metrics(json.object("metrics")),
        provenance(json.object("provenance")),
        json.text(NOTES));
  }

  private static BaseModelReference baseModel(JsonFields json) {
    return new BaseModelReference(json.text(NAME), json.text("sha256"));
  }

  private static JsonObject baseModel(BaseModelReference model) {
    JsonObject json = new JsonObject();
    json.addProperty(NAME, model.name());
    json.addProperty("sha256", model.sha256());
    return json;
  }

  private static AdapterSettings adapter(JsonFields json) {
    return new AdapterSettings(
        json.size("split"),
        json.size("rank"),
        json.number("alpha"),
        json.texts("targets"),
        prompts(json));
  }

  private static JsonObject adapter(AdapterSettings adapter) {
    JsonObject json = new JsonObject();
    json.addProperty("split", adapter.split());
    json.addProperty("rank", adapter.rank());
    json.addProperty("alpha", adapter.alpha());
    JsonArray targets = new JsonArray();
    adapter.targets().forEach(targets::add);
    json.add("targets", targets);
    JsonObject prompts = new JsonObject();
    prompts.addProperty(BOXES, adapter.prompts().boxes());
    prompts.addProperty(CLICKS, adapter.prompts().clicks());
    json.add(PROMPTS, prompts);
    return json;
  }

  /** One way for all prompts in version 1.3, none to choose before. */
  private static PromptWays prompts(JsonFields json) {
    return json.optionalObject(PROMPTS)
        .map(prompts -> new PromptWays(prompts.text(BOXES), prompts.text(CLICKS)))
        .or(() -> json.optionalText("prompting").map(PromptWays::both))
        .orElse(PromptWays.FORMER);
  }

  private static TaughtScale scale(JsonFields json) {
    return new TaughtScale(
        json.number("magnification"),
        json.size("tileSide"),
        json.size("inputSide"),
        json.optionalSize("imageSide").orElse(0));
  }

  private static JsonObject scale(TaughtScale scale) {
    JsonObject json = new JsonObject();
    json.addProperty("magnification", scale.magnification());
    json.addProperty("tileSide", scale.tileSidePixels());
    json.addProperty("inputSide", scale.inputSidePixels());
    if (scale.imageSidePixels() > 0) {
      json.addProperty("imageSide", scale.imageSidePixels());
    }
    return json;
  }

  private static ExpertMetrics metrics(JsonFields json) {
    return new ExpertMetrics(
        json.optionalObject("promptless").map(ManifestJson::change),
        json.optionalObject("prompted").map(ManifestJson::change));
  }

  private static JsonObject metrics(ExpertMetrics metrics) {
    JsonObject json = new JsonObject();
    metrics.promptless().ifPresent(change -> json.add("promptless", change(change)));
    metrics.prompted().ifPresent(change -> json.add("prompted", change(change)));
    return json;
  }

  private static DiceChange change(JsonFields json) {
    return new DiceChange(json.number("diceBefore"), json.number("diceAfter"));
  }

  private static JsonObject change(DiceChange change) {
    JsonObject json = new JsonObject();
    json.addProperty("diceBefore", change.before());
    json.addProperty("diceAfter", change.after());
    return json;
  }

  private static Provenance provenance(JsonFields json) {
    return new Provenance(
        instant(json.text("created")),
        json.size("images"),
        json.whole("seed"),
        json.text("pluginVersion"),
        json.optionalText(WARM_START),
        StartsJson.read(json));
  }

  private static JsonObject provenance(Provenance provenance) {
    JsonObject json = new JsonObject();
    json.addProperty("created", provenance.created().toString());
    json.addProperty("images", provenance.images());
    json.addProperty("seed", provenance.seed());
    json.addProperty("pluginVersion", provenance.pluginVersion());
    provenance.warmStart().ifPresent(id -> json.addProperty(WARM_START, id));
    StartsJson.write(provenance.starts(), json);
    return json;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "its field 'provenance.created' should be like 2026-01-31T12:00:00Z, but is '%s'"
              .formatted(text),
          e);
    }
  }
}
