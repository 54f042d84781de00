package io.github.evosam.library;

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
  private static final String KEPT_IMAGES = "keptImages";

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
    JsonObject json = manifest.version().header(FORMAT);
    json.addProperty(ID, manifest.id());
    JsonFields.of(manifest.description()).getAsJsonObject().asMap().forEach(json::add);
    if (manifest.description().scale().imageSidePixels() == 0) { // not known
      json.getAsJsonObject("scale").remove("imageSide");
    }
    json.add("files", JsonFields.of(manifest.files()));
    manifest.keptImages().ifPresent(kept -> json.add(KEPT_IMAGES, JsonFields.of(kept)));
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

  private static AdapterSettings adapter(JsonFields json) {
    return new AdapterSettings(
        json.size("split"),
        json.size("rank"),
        json.number("alpha"),
        json.texts("targets"),
        prompts(json));
  }

  /** One way for all prompts in version 1.3, none to choose before. */
  private static PromptWays prompts(JsonFields json) {
    return json.optionalObject("prompts")
        .map(prompts -> new PromptWays(prompts.text("boxes"), prompts.text("clicks")))
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

  private static ExpertMetrics metrics(JsonFields json) {
    return new ExpertMetrics(
        json.optionalObject("promptless").map(ManifestJson::change),
        json.optionalObject("prompted").map(ManifestJson::change));
  }

  private static DiceChange change(JsonFields json) {
    return new DiceChange(json.number("diceBefore"), json.number("diceAfter"));
  }

  private static Provenance provenance(JsonFields json) {
    return new Provenance(
        instant(json.text("created")),
        json.size("images"),
        json.whole("seed"),
        json.text("pluginVersion"),
        json.optionalText("warmStart"),
        json.optionalObjects("starts").stream() // none in files of version 1.0
            .map(
                start ->
                    new StartCandidate(
                        start.optionalText("expert"),
                        start.number("untrainedDice"),
                        start.optionalNumber("trialDice")))
            .toList());
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
