package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilterTest {
  @ParameterizedTest
  @CsvSource({
    "'', cells.tif, true",
    "'', CELLS.OME.TIFF, true",
    "'', stack.czi, true",
    "'', notes.txt, false",
    "'', rois.zip, false",
    "'', .tif, false",
    "dapi, a_DAPI_1.png, true",
    "' dapi ', a_DAPI_1.png, true",
    "dapi, a_gfp_1.png, false",
    "a.b, axb.png, false",
    "*.tif, a.TIF, true",
    "*.tif, a.tiff, false",
    "a?.*, a1.png, true",
    "a?.*, a12.png, false",
    "'a[1]*', 'a[1].png', true",
    "'*.t(if', 'x.t(if', true",
    "cells, cells1.tif, true",
    "cells, cells1.zvi, true",
    "cells, cells1.companion.xml, true",
    "cells, cells1.roi, false",
    "cells, cells1.ZIP, false",
    "cells, cells-notes.csv, false",
    "cells*, cells.txt, false",
    "cells.*, cells.json, false",
    "roi, roi_1.tif, true",
    "roi, cells.roi, false",
    "*.zip, cells.ZIP, true",
    "cells.ZIP, cells.zip, true",
    "*.zip, cells.zip.csv, false"
  })
  void acceptsTextsAndPatterns(String filter, String name, boolean accepted) {
    assertThat(new NameFilter(filter).accepts(name)).isEqualTo(accepted);
  }
}
