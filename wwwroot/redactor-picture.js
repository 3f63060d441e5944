// Reading and writing of pictures in the browser: what a file is, how large it is before it is decoded, its pixels, and a
// new file of nothing but pixels.

const named = /\.(avif|bmp|gif|heic|heif|ico|jfif|jpe?g|jxl|png|svgz?|tiff?|webp)$/i;

// By its bytes first: a picture that is called "log.txt" is one all the same.
export async function isPicture(file) {
  if (file.type.startsWith('image/') || named.test(file.name)) return true;
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...head);
  return text.startsWith('\x89PNG') || text.startsWith('\xFF\xD8\xFF') || text.startsWith('GIF8') || /^RIFF.{4}WEBP/s.test(text)
    || /^BM.{4}\0{4}/s.test(text) || text.startsWith('II*\0') || text.startsWith('MM\0*')
    || /^.{4}ftyp(hei|hev|mif1|msf1|avi[fs])/s.test(text);
}

// Width and height from the header, so that a picture that would not fit into memory is never decoded.
export async function measure(file) {
  const head = new DataView(await file.slice(0, 512 * 1024).arrayBuffer());
  if (head.byteLength > 24 && head.getUint32(0) === 0x89504e47) return { width: head.getUint32(16), height: head.getUint32(20) };
  if (head.byteLength < 4 || head.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < head.byteLength && head.getUint8(at) === 0xff;) {
    const marker = head.getUint8(at + 1);
    if (marker === 0xff) { at++; continue; }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: head.getUint16(at + 5), width: head.getUint16(at + 7) };
    at += 2 + head.getUint16(at + 2);
  }
  return null;
}

// The pixels as a person sees them: the camera's note on which side is up is followed here and then gone.
export async function draw(file, canvas) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d').drawImage(picture, 0, 0);
  picture.close();
}

export function blackOut(canvas, areas) {
  const paint = canvas.getContext('2d');
  paint.globalCompositeOperation = 'source-over';
  paint.fillStyle = '#000';
  for (const area of areas) {
    const left = Math.floor(area.x), top = Math.floor(area.y);
    paint.fillRect(left, top, Math.ceil(area.x + area.width) - left, Math.ceil(area.y + area.height) - top);
  }
}

const write = (canvas, type) => new Promise(done => canvas.toBlob(done, type, 0.92));

// A photograph stays a JPEG; what is drawn sharply stays sharp, unless it gets too large that way.
export async function encode(canvas, source, maxBytes) {
  const photograph = new DataView(await source.slice(0, 2).arrayBuffer()).getUint16(0) === 0xffd8;
  const sharp = photograph ? null : await write(canvas, 'image/png');
  if (sharp && sharp.size <= maxBytes) return sharp;
  const paint = canvas.getContext('2d');
  paint.globalCompositeOperation = 'destination-over';
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  return write(canvas, 'image/jpeg');
}
