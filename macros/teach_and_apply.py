#@ String (label = "Name of the expert") name
#@ File (label = "Folder of images", style = "directory") images
#@ File (label = "Folder of masks (equal names)", style = "directory") masks
#@ File (label = "New image") file
#@ File (label = "Folder for results", style = "directory") output
#@ Double (label = "Minutes at most", value = 4) minutes
#@ String (label = "Model", value = "evosam-lite") model
#@ CommandService commands

# Teaches an expert from images and masks, and finds its task in a new image. (Jython)
# In Fiji's script editor, or without a window:
#   fiji --headless --run teach_and_apply.py 'name="vessels",images="/data/images",masks="/data/masks",...'

from ij import IJ
from java.io import File


def run(command, settings):
    settings["model"] = model
    done = commands.run("io.github.evosam.imagej.command." + command, True, settings).get()
    if done.isCanceled():
        raise RuntimeError(done.getCancelReason())
    return done


run("learn.LearnTaskCommand", {"name": name, "images": images.path, "masks": masks.path, "minutes": minutes})

image = IJ.openImage(file.path)
if image is None:
    raise IOError("cannot be opened: %s" % file)
done = run("segment.SegmentCommand", {"input": image, "expert": name, "prompts": "none", "slices": "all", "rois": False})
labels = done.getOutput("result")
output.mkdirs()
IJ.saveAsTiff(labels, File(output, labels.getShortTitle() + ".tif").path)
print("%s objects: %s" % (done.getOutput("objects"), output))
