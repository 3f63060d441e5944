// Hidden places of a file, looked at in the person's own copy of it. What stands there is drawn here and sent nowhere,
// unless the person chose to show a place: then the whole copy goes to the server once more and is masked anew.

const files = new Map(); // id of a stored file -> the copy it came from, while this page is open
const near = 160; // bytes to either side that are read
const shownNear = 48; // characters of them that are drawn
const longest = 256; // bytes of the place itself that are read
const shownLongest = 120;

export function remember(id, file) { files.set(id, file); }

export function attach(root, tell, id, size) {
  const stop = new AbortController();
  const fill = () => {
    const file = files.get(id);
    if (!file) return;
    for (const place of root.querySelectorAll('[data-offset]')) {
      if (place.dataset.drawn) continue;
      place.dataset.drawn = '1';
      draw(file, place);
    }
  };
  const seen = new MutationObserver(fill);
  seen.observe(root, { childList: true, subtree: true });
  root.addEventListener('change', event => {
    if (event.target.type !== 'file' || !event.target.files.length) return;
    const [file] = event.target.files;
    event.target.value = '';
    const same = size === 0 || file.size === size;
    if (same) files.set(id, file);
    fill();
    tell.invokeMethodAsync('Chosen', same);
  }, { signal: stop.signal });
  fill();
  return {
    has: () => files.has(id),
    send: (url, change) => send(root, tell, id, url, change),
    stop: () => { stop.abort(); seen.disconnect(); },
  };
}

function send(root, tell, id, url, change) {
  const bar = root.querySelector('progress');
  const request = new XMLHttpRequest();
  const end = status => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* no words came back */ }
    // Another file, or one that cannot be read any more: it has to be chosen again.
    if (status === 0 || answer.code === 'FileOther') files.delete(id);
    tell.invokeMethodAsync('EndedAsync', status, answer.message ?? null).catch(() => { });
  };
  request.open('POST', url);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.upload.onprogress = event => { bar.value = event.total ? event.loaded * 100 / event.total : 0; };
  request.onload = () => end(request.status);
  request.onerror = () => end(0);
  bar.value = 0;
  request.send(new Blob([JSON.stringify(change), '\n', files.get(id)]));
}

async function draw(file, place) {
  const offset = Number(place.dataset.offset);
  const length = Math.min(Number(place.dataset.length), longest);
  try {
    const read = async (from, to) => new Uint8Array(await file.slice(Math.max(0, from), Math.max(0, to)).arrayBuffer());
    const decode = decoder(await read(0, 512));
    let before = decode(await read(offset - near, offset)).split('\n').at(-1);
    let after = decode(await read(offset + length, offset + length + near)).split('\n')[0].replace(/\r$/, '');
    let secret = decode(await read(offset, offset + length));
    if (before.length > shownNear) before = '…' + before.slice(-shownNear);
    if (after.length > shownNear) after = after.slice(0, shownNear) + '…';
    if (place.dataset.card !== undefined) secret = starred(secret);
    if (Number(place.dataset.length) > length) [secret, after] = [secret.slice(0, shownLongest) + '…', ''];
    const mark = document.createElement('mark');
    mark.textContent = secret;
    place.replaceChildren(before, mark, after);
  } catch {
    delete place.dataset.drawn;
  }
}

// All digits but the last four.
function starred(text) {
  let left = (text.match(/\d/g) ?? []).length - 4;
  return text.replace(/\d/g, digit => left-- > 0 ? '*' : digit);
}

// A cut inside an e-mail leaves its halves at the ends of a piece; in the middle they mean another encoding.
function decoder(head) {
  const zeros = parity => head.filter((byte, i) => byte === 0 && i % 2 === parity).length > head.length / 8;
  const wide = head[0] === 0xFF && head[1] === 0xFE || zeros(1) ? 'utf-16le' : head[0] === 0xFE && head[1] === 0xFF || zeros(0) ? 'utf-16be' : null;
  if (wide) return bytes => new TextDecoder(wide).decode(bytes);
  return bytes => {
    const text = new TextDecoder().decode(bytes).replace(/^\uFFFD+|\uFFFD+$/g, '');
    return text.includes('\uFFFD') ? new TextDecoder('windows-1251').decode(bytes) : text;
  };
}
