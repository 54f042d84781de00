package io.github.evosam.weights;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From the names in a checkpoint to those of the official Segment Anything code ({@code
 * image_encoder.…}, {@code prompt_encoder.…}, {@code mask_decoder.…}). Only names and their order
 * decide, never the file's name.
 *
 * <p>Understood are the official SAM and MobileSAM checkpoints and our own (names as they are);
 * MedSAM's raw training checkpoints (below {@code model}, with or without {@code module.}; Ma et
 * al. 2024, {@code train_one_gpu.py}); micro-sam's training checkpoints (below {@code model_state},
 * with {@code sam.}); and the same prefixes in other combinations, as PyTorch trainers write them;
 * SAM 2 in all its sizes and MedSAM2 (Ravi et al. 2024), whose prompt encoder and mask decoder get
 * SAM's names and whose other tensors keep theirs.
 *
 * @param canonical official name of every tensor of the model, by its name in the file; in the
 *     file's order
 * @param medSam whether the names prove a raw MedSAM training checkpoint, whose weights need
 *     another preprocessing. MedSAM's training wrapper declares the mask decoder before the prompt
 *     encoder and is saved beside its optimizer; a MedSAM file that was converted to the official
 *     order (as the published {@code medsam_vit_b.pth}) looks just like SAM
 */
record NameMap(Map<String, String> canonical, boolean medSam) {
  private static final List<String> PARTS =
      List.of("image_encoder.", "prompt_encoder.", "mask_decoder.");
  private static final Pattern NAME =
      Pattern.compile(
          "((?:(?:model|state_dict|model_state|model_state_dict)/)?(?:(?:module|model|sam)\\.)*)"
              + "((?:image_encoder|(?:sam_)?prompt_encoder|(?:sam_)?mask_decoder)\\..*)");

  /** What SAM 2 writes before the names of the parts that it has in common with SAM. */
  private static final String SAM_2 = "sam_";

  private static final Pattern SAM_2_MLP =
      Pattern.compile("(mask_decoder\\.transformer\\..*\\.mlp\\.)layers\\.([01])(\\..*)");
  private static final int EXAMPLES = 5;

  /**
   * The map of a checkpoint.
   *
   * @param names of its tensors in the file's order; {@code /} separates nested dictionaries
   * @throws IllegalArgumentException if the layout is not understood; the message lists some of the
   *     names and the layouts that are
   */
  static NameMap of(Collection<String> names) {
    Set<String> prefixes = new TreeSet<>();
    for (String name : names) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches() && hasAllParts(names, matcher.group(1))) {
        prefixes.add(matcher.group(1));
      }
    }
    if (prefixes.size() != 1) {
      throw new IllegalArgumentException(prefixes.isEmpty() ? unknown(names) : several(prefixes));
    }
    String prefix = prefixes.iterator().next();
    Map<String, String> canonical = new LinkedHashMap<>();
    names.stream()
        .filter(name -> name.startsWith(prefix) && !name.substring(prefix.length()).contains("/"))
        .forEach(name -> canonical.put(name, official(name.substring(prefix.length()))));
    return new NameMap(canonical, isMedSam(names, prefix));
  }

  private static boolean hasAllParts(Collection<String> names, String prefix) {
    return PARTS.stream()
        .allMatch(
            part ->
                names.stream()
                    .anyMatch(
                        name ->
                            name.startsWith(prefix + part)
                                || name.startsWith(prefix + SAM_2 + part)));
  }

  /** The name that SAM has for a tensor of SAM 2; other names stay as they are. */
  private static String official(String name) {
    if (!name.startsWith(SAM_2 + PARTS.get(1)) && !name.startsWith(SAM_2 + PARTS.get(2))) {
      return name;
    }
    String part = name.substring(SAM_2.length());
    Matcher mlp = SAM_2_MLP.matcher(part);
    return mlp.matches()
        ? mlp.group(1) + "lin" + (Integer.parseInt(mlp.group(2)) + 1) + mlp.group(3)
        : part;
  }

  private static boolean isMedSam(Collection<String> names, String prefix) {
    List<String> ordered = List.copyOf(names);
    return prefix.matches("model/(module\\.)?")
        && names.stream().anyMatch(name -> name.startsWith("optimizer/"))
        && names.contains(prefix + "image_encoder.pos_embed")
        && first(ordered, prefix + "mask_decoder.") < first(ordered, prefix + "prompt_encoder.");
  }

  private static int first(List<String> names, String start) {
    int i = 0;
    while (!names.get(i).startsWith(start)) {
      i++;
    }
    return i;
  }

  private static String unknown(Collection<String> names) {
    String examples =
        names.stream()
            .limit(EXAMPLES)
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    return "its tensors are not those of a Segment Anything model (it holds %d tensors%s); "
            .formatted(names.size(), names.isEmpty() ? "" : ", such as " + examples)
        + "understood are checkpoints of SAM, MobileSAM and EvoSAM (image_encoder.…,"
        + " prompt_encoder.…, mask_decoder.…), of MedSAM (the same below 'model', with or without"
        + " module.), of micro-sam (below 'model_state', with sam.) and of SAM 2 and MedSAM2";
  }

  private static String several(Set<String> prefixes) {
    return "it holds several models, below %s; save only one of them".formatted(prefixes);
  }
}
