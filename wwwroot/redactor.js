// Every picture passes through here before it leaves the browser: a person blacks out what is secret, the areas are
// painted into the pixels, and a new file is made of them. The chosen file itself is never sent.

import { Areas } from './redactor-areas.js';
import * as pdf from './redactor-pdf.js';
import { blackOut, draw, encode, isPicture, measure } from './redactor-picture.js';
import { Stage } from './redactor-stage.js';

let turn = Promise.resolve(); // one dialog at a time, whichever box asks

// Hands the files on in their order, as { file, redacted }: pictures and pages of PDFs as they left the dialog, others as
// they are. What a person did not want to attach is not among them. `root` holds the dialog that the server wrote.
export async function* prepare(files, root) {
  const template = root.querySelector('dialog[data-redactor]');
  const chosen = await Promise.all([...files].map(async file => ({ file, pdf: await pdf.isPdf(file), picture: await isPicture(file) })));
  for (const one of chosen) if (!one.picture && !one.pdf) yield { file: one.file, redacted: false };
  const pictures = [];
  for (const one of chosen.filter(one => one.pdf)) pictures.push(...await pagesOf(one.file, root, template));
  pictures.push(...chosen.filter(one => one.picture && !one.pdf).map(one => () => Promise.resolve(one.file)));
  for (const [index, open] of pictures.entries()) {
    const redacted = await redact(template, index + 1, pictures.length, open);
    if (redacted) yield { file: redacted.file, redacted: true };
  }
}

// How to open each picture of a PDF. What is wrong with it is said in the dialog, where its picture would stand.
async function pagesOf(file, root, template) {
  const together = !root.querySelector('input[type=file]')?.multiple;
  const { maxPixels, maxSide } = template.dataset;
  try {
    const pages = await pdf.draw(file, { together, maxPixels: Number(maxPixels), maxSide: Number(maxSide) });
    return pages.map(page => () => Promise.resolve(page));
  } catch (error) {
    return [() => Promise.reject(error)];
  }
}

// Shows one picture; gives the new file and the number of its black areas, or null.
export function redact(template, number, count, open) {
  const shown = turn.then(() => show(template, number, count, open));
  turn = shown.catch(() => { });
  return shown;
}

function show(template, number, count, open) {
  const dialog = template.cloneNode(true);
  const find = name => dialog.querySelector(`[data-${name}]`);
  const words = (key, ...holes) => find('words').getAttribute(`data-word-${key}`).replace(/\{(\d)\}/g, (_, hole) => holes[hole]);
  const maxBytes = Number(dialog.dataset.maxBytes);
  document.body.append(dialog);

  return new Promise(done => {
    let stage = null, source = null, areas = null, busy = false;
    const canvas = find('canvas'), none = find('none'), button = name => dialog.querySelector(`[data-do=${name}]`);
    const say = text => { find('said').textContent = text; };
    const close = result => { watch.disconnect(); dialog.close(); dialog.remove(); done(result); };

    const refuse = text => {
      find('wait').hidden = true;
      find('refused').hidden = false;
      find('refused-text').textContent = text;
      dialog.classList.add('is-refused');
      button('cancel').focus();
    };

    const complain = text => {
      find('error').hidden = !text;
      find('error-text').textContent = text ?? '';
    };

    const changed = (what, id) => {
      const total = areas.list.length;
      button('undo').disabled = !areas.canUndo;
      button('remove').disabled = !areas.find(stage.selected);
      find('nothing').hidden = total > 0;
      find('sum').hidden = total === 0;
      find('sum-text').textContent = words('sum', total);
      find('zoom').textContent = words('zoom', Math.round(stage.zoom * 100));
      if (total > 0) { none.checked = false; complain(null); }
      if (what === 'added') say(words('added', areas.numberOf(id)));
      else if (what === 'removed') say(words('removed', total));
      else if (what === 'undone') say(words('undone', total));
      else if (what === 'nudged' || what === 'moved' && id) say(stage.describe(id));
    };

    const begin = async () => {
      try {
        source = await open();
        const size = await measure(source);
        if (size && !fits(size)) return refuse(tooLarge(size));
        await draw(source, canvas);
        if (!fits(canvas)) return refuse(tooLarge(canvas));
      } catch (error) {
        return refuse(error?.pages ? words('pages', pdf.mostPages, error.pages) : words('unreadable'));
      }
      find('wait').hidden = true;
      dialog.classList.add('is-ready');
      areas = new Areas(canvas.width, canvas.height);
      stage = new Stage(dialog, areas, words, changed);
      stage.fit();
      changed();
      find('stage').focus({ preventScroll: true });
    };

    const fits = ({ width, height }) => width * height <= Number(dialog.dataset.maxPixels) && Math.max(width, height) <= Number(dialog.dataset.maxSide);
    const mega = pixels => (pixels / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const tooLarge = ({ width, height }) => words('large', mega(width * height), mega(Number(dialog.dataset.maxPixels)));

    const use = async () => {
      if (busy || !stage) return;
      if (areas.list.length === 0 && !none.checked) {
        complain(words('choose'));
        none.focus();
        return;
      }
      busy = true;
      dialog.setAttribute('aria-busy', 'true');
      blackOut(canvas, areas.list);
      const blob = await encode(canvas, source, maxBytes);
      if (!blob) return refuse(words('unreadable'));
      if (blob.size > maxBytes) return refuse(words('heavy', Math.floor(maxBytes / 1048576)));
      close({ file: new File([blob], nameOf(blob, words('name')), { type: blob.type }), areas: areas.list.length });
    };

    const act = {
      add: () => stage.add(), undo: () => stage.undo(), remove: () => stage.remove(), fit: () => stage.fit(),
      larger: () => stage.scale(stage.zoom * 1.5), smaller: () => stage.scale(stage.zoom / 1.5),
    };
    dialog.addEventListener('click', event => {
      const what = event.target.closest('[data-do]')?.dataset.do;
      if (what === 'cancel') close(null);
      else if (what === 'use') use();
      else if (stage && act[what]) act[what]();
    });
    dialog.addEventListener('keydown', event => {
      if (event.key === 'Escape' && stage?.abandon()) event.preventDefault();
      if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey && stage) {
        event.preventDefault();
        stage.undo();
      }
      event.stopPropagation(); // the page's own keys wait
    });
    dialog.addEventListener('cancel', event => { event.preventDefault(); close(null); });
    none.addEventListener('change', () => complain(null));
    const watch = new ResizeObserver(() => { if (stage?.fitted) stage.fit(); });
    watch.observe(find('view'));

    find('count').hidden = count < 2;
    find('count').textContent = words('count', number, count);
    dialog.showModal();
    begin();
  });
}

// A name that tells nothing: names of pictures hold apps, people and sometimes card numbers.
function nameOf(blob, word) {
  const now = new Date(), two = value => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `${word}-${day}-${time}.${blob.type === 'image/png' ? 'png' : 'jpg'}`;
}
