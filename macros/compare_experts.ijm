// Compares two experts on one image whose true objects are known.
//
// Each expert segments the image without a prompt. Its label image NAME-EXPERT.tif and its scores are written
// into the output folder; comparison.csv says in one line for each expert how good it is, or why it failed.
//
// Interactive: run it and answer. As a batch:
//   ImageJ -macro compare_experts.ijm "/path/cells.tif,/path/cells-truth.tif,first expert,second expert,/path/results"
// A sixth part names the base model of the experts, if it is not the one that ships with EvoSAM.

argument = getArgument();
model = "";
if (argument != "") {
  parts = split(argument, ",");
  imageFile = parts[0];
  truthFile = parts[1];
  first = parts[2];
  second = parts[3];
  output = parts[4];
  if (parts.length > 5) model = " model=[" + parts[5] + "]";
} else {
  imageFile = File.openDialog("Image");
  truthFile = File.openDialog("True label image or mask");
  first = getString("First expert", "");
  second = getString("Second expert", "");
  output = getDirectory("Folder for results");
}
if (!endsWith(output, File.separator)) output = output + File.separator;
File.makeDirectory(output);

setBatchMode(true);
open(truthFile);
rename("the truth");
open(imageFile);
image = getTitle();
base = File.getNameWithoutExtension(imageFile);
report = "expert,objects,dice,iou,hd95,surfacedice,ap,error\n";
report = report + line(first) + line(second);
File.saveString(report, output + "comparison.csv");
close("*");
setBatchMode(false);
print("compare_experts: " + output + "comparison.csv");

// Segments and scores the image with one expert; returns its line of the report.
function line(expert) {
  selectImage(image);
  run("EvoSAM Segment", "prompts=none expert=[" + expert + "] slices=all labels=true rois=false" + model);
  selectImage(image);
  error = Property.get("evosam.error");
  objects = Property.get("evosam.objects");
  labels = Property.get("evosam.labels");
  if (labels == "") {
    if (error == "") error = "no answer from EvoSAM Segment; see the log";
    return "" + quoted(expert) + ",,,,,,," + quoted(error) + "\n";
  }
  selectImage(labels);
  saveAs("Tiff", output + base + "-" + expert + ".tif");
  result = getTitle();
  rows = nResults;
  run("EvoSAM Evaluate", "result=[" + result + "] truth=[the truth] output=[" + output + base + "-" + expert
      + "-scores] plots=false");
  if (nResults == rows) {
    return "" + quoted(expert) + "," + objects + ",,,,,,no answer from EvoSAM Evaluate; see the log\n";
  }
  error = getResultString("Error", rows);
  if (error != "") return "" + quoted(expert) + "," + objects + ",,,,,," + quoted(error) + "\n";
  return "" + quoted(expert) + "," + objects + "," + mean("Dice", rows) + "," + mean("IoU", rows) + ","
      + mean("HD95", rows) + "," + mean("Surface Dice", rows) + "," + mean("AP", rows) + ",\n";
}

// The mean of a column from a row on: one row for each slice.
function mean(column, from) {
  sum = 0;
  for (i = from; i < nResults; i++) sum = sum + getResult(column, i);
  return d2s(sum / (nResults - from), 4);
}

// A text as one field of a CSV file.
function quoted(text) {
  if (indexOf(text, ",") < 0 && indexOf(text, "\"") < 0) return text;
  return "\"" + replace(text, "\"", "\"\"") + "\"";
}
