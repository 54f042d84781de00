// Segments every image of a folder, measures all objects in calibrated units, and exports two tables into the
// folder for results: evosam-measurements.csv with a row for each object, and summary.csv with a row for each
// image (number of objects, their mean and total area). Ends with an error if an image failed; the tables then
// hold the others. Run again, it segments only what is missing.
//
// Interactive: run it and choose two folders. As a batch, with names that contain a text or fit a pattern:
//   ImageJ -macro measure_and_export.ijm "/path/to/images,/path/to/results,*.tif"

argument = getArgument();
filter = "";
if (argument != "") {
  parts = split(argument, ",");
  input = parts[0];
  output = parts[1];
  if (parts.length > 2) filter = parts[2];
} else {
  input = getDirectory("Folder of images");
  output = getDirectory("Folder for results");
}

run("EvoSAM Batch Folder", "input=[" + input + "] filter=[" + filter + "] output=[" + output + "]"
    + " labels=true rois=true overlay=false table=true");
error = getResultString("Error", nResults - 1);

measurements = output + File.separator + "evosam-measurements.csv";
if (File.exists(measurements)) {
  summary = "image,objects,mean area,total area,unit\n" + summarised(measurements);
  File.saveString(summary, output + File.separator + "summary.csv");
  print("measure_and_export: " + output);
}
if (error != "") exit("measure_and_export: " + replace(error, "; ", ";\n"));

// One line for each image in a file of measurements, whose rows are sorted by image and begin with
// Image,Slice,Object,Area,Unit; read as text, since a table needs a window.
function summarised(file) {
  rows = split(File.openAsString(file), "\n");
  lines = "";
  image = "";
  count = 0;
  total = 0;
  unit = "";
  for (i = 1; i <= rows.length; i++) {
    next = "";
    if (i < rows.length) next = firstCell(rows[i]);
    if (next != image) {
      if (count > 0) lines = lines + image + "," + count + "," + total / count + "," + total + "," + unit + "\n";
      image = next;
      count = 0;
      total = 0;
    }
    if (next != "") {
      cells = split(substring(rows[i], lengthOf(next) + 1), ",");
      count++;
      total = total + parseFloat(cells[2]);
      unit = cells[3];
    }
  }
  return lines;
}

// The first cell of a line as it stands there; it is quoted if the name of the image holds a comma.
function firstCell(line) {
  if (startsWith(line, "\"")) return substring(line, 0, indexOf(line, "\",", 1) + 1);
  return substring(line, 0, indexOf(line, ","));
}
