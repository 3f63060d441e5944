// Makes pictures of the pages of a PDF, in the browser: they are blacked out like any picture, and the PDF itself is never
// sent. pdf.js (Apache-2.0) lies in lib/pdfjs and is fetched when somebody chooses a PDF.

export const mostPages = 20;
const wanted = 1600; // pixels across a page, enough to read a receipt

export async function isPdf(file) {
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  return String.fromCharCode(...head).includes('%PDF-');
}

// Pictures of all pages: one for each, or all in one, below each other, where only one file can be sent. Throws what is
// wrong: { pages } if there are too many.
export async function draw(file, { together, maxPixels, maxSide }) {
  const pdf = await import('./lib/pdfjs/pdf.min.mjs');
  pdf.GlobalWorkerOptions.workerSrc = new URL('./lib/pdfjs/pdf.worker.min.mjs', import.meta.url).href;
  const loading = pdf.getDocument({ data: new Uint8Array(await file.arrayBuffer()), isEvalSupported: false, useWasm: false, enableXfa: false, verbosity: 0 });
  try {
    const document = await loading.promise;
    if (document.numPages > mostPages) throw { pages: document.numPages };
    const pages = await Promise.all(Array.from({ length: document.numPages }, (_, i) => document.getPage(i + 1)));
    const sets = together ? [pages] : pages.map(page => [page]);
    const pictures = [];
    for (const set of sets) pictures.push(await paint(set, maxPixels, maxSide));
    return pictures;
  } finally {
    await loading.destroy();
  }
}

async function paint(pages, maxPixels, maxSide) {
  const plain = pages.map(page => page.getViewport({ scale: 1 }));
  const width = Math.max(...plain.map(view => view.width));
  const height = plain.reduce((sum, view) => sum + view.height, 0);
  const scale = Math.min(wanted / width, (maxSide - pages.length) / height, maxSide / width, Math.sqrt(0.95 * maxPixels / (width * height)));
  const views = pages.map(page => page.getViewport({ scale }));
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = views.reduce((sum, view) => sum + Math.ceil(view.height), 0);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = 0;
  for (const [i, page] of pages.entries()) {
    const own = window.document.createElement('canvas');
    own.width = Math.ceil(views[i].width);
    own.height = Math.ceil(views[i].height);
    await page.render({ canvas: own, canvasContext: own.getContext('2d'), viewport: views[i] }).promise;
    context.drawImage(own, 0, top);
    top += own.height;
  }
  return new Promise(done => canvas.toBlob(done, 'image/png'));
}
