// Posts a form that must not be bound to the page, and shows the answer, a piece of HTML, beside it.

/** How much has gone, and how long the rest will take once that can be told. */
function moved({ loaded, total }, began, words) {
  const [units, text, left] = words.split('|');
  const size = bytes => {
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 3);
    const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: power < 2 ? 0 : 1 });
    return `${format.format(bytes / 1024 ** power)}\u00a0${units.split(' ')[power]}`;
  };
  const seconds = (performance.now() - began) / 1000;
  const rest = seconds > 2 && loaded < total ? left.replace('{0}', Math.ceil(seconds / loaded * (total - loaded))) : '';
  return text.replace('{0}', size(loaded)).replace('{1}', size(total)) + rest;
}

/** Files travel as parts and show how far they are; what belongs into the address is marked with data-query. */
function send(form, signal) {
  const [data, address, progress] = [new FormData(form), new URL(form.action), form.querySelector('[data-moving]')];
  for (const field of form.querySelectorAll('[data-query]')) {
    address.searchParams.set(field.name, field.value);
    data.delete(field.name);
  }
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.upload.onprogress = event => {
      if (!progress || !event.lengthComputable) return;
      progress.hidden = false;
      progress.querySelector('progress').value = event.loaded / event.total;
      progress.querySelector('[data-moved]').textContent = moved(event, began, progress.dataset.words);
    };
    request.onload = () => {
      // Signed out meanwhile: the page itself says how to go on.
      if (new URL(request.responseURL).pathname !== address.pathname) location.reload();
      // 429: others are being read; the answer says so.
      else if (request.status === 200 || request.status === 429) resolve(request.responseText);
      else reject(new Error(request.statusText));
    };
    request.onerror = request.onabort = () => reject(new Error());
    request.onloadend = () => progress && (progress.hidden = true);
    signal.addEventListener('abort', () => request.abort());
    request.send(form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data));
  });
}

/** Who came from a ticket means that one. */
function fillTicket(place) {
  const [field, ticket] = [place.querySelector('[data-save] [name=Ticket]'), new URLSearchParams(location.search).get('ticket')];
  if (field && ticket) field.value = ticket;
}

// Files on their way from the doctor's home to the tool that reads them; they never leave the page.
let carried = [];

/** Files chosen on the doctor's home are logs: the tool that reads them is opened with them in its field. */
export function takeFiles(root) {
  const stop = new AbortController();
  const take = field => {
    if (!field?.files?.length) return;
    carried = [...field.files];
    Blazor.navigateTo('/desk/doctor/logs');
  };
  root.addEventListener('change', event => take(event.target.closest('input[type=file]')), { signal: stop.signal });
  // On a slow line a file is chosen before this script is there.
  take(root.querySelector('input[type=file]'));
  return { stop: () => stop.abort() };
}

/** Lines that were pasted go on as a file. */
export function carryText(id, name) {
  carried = [new File([document.getElementById(id).value], name, { type: 'text/plain' })];
}

/** A field for files: says which were chosen, takes those that are dropped on it and those that were carried here. */
function fillFiles(form, signal) {
  const [field, zone, chosen] = ['[type=file]', '[data-drop]', '[data-chosen]'].map(one => form.querySelector(one));
  if (!field) return;
  const show = () => { if (field.files.length) chosen.textContent = [...field.files].map(file => file.name).join(', '); };
  const put = files => {
    const data = new DataTransfer();
    files.forEach(file => data.items.add(file));
    field.files = data.files;
    show();
  };
  field.addEventListener('change', show, { signal });
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    zone.addEventListener(kind, event => {
      event.preventDefault();
      zone.classList.toggle('is-over', kind === 'dragover');
      if (kind === 'drop' && event.dataTransfer.files.length) put([...event.dataTransfer.files]);
    }, { signal });
  }
  if (carried.length) put(carried);
  carried = [];
}

export function answerInPlace(form, place) {
  const stop = new AbortController();
  const { signal } = stop;
  fillFiles(form, signal);

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button:not([type=button])');
    button.disabled = true;
    place.setAttribute('aria-busy', 'true');
    // The answer takes the focus, but not from somebody who has gone on meanwhile.
    const from = document.activeElement;
    const gone = new AbortController();
    form.addEventListener('input', () => gone.abort(), { signal: gone.signal });
    try {
      place.innerHTML = await send(form, signal);
      fillTicket(place);
      if (gone.signal.aborted || ![from, button, document.body].includes(document.activeElement)) return;
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    } catch {
      if (signal.aborted) return;
      const note = document.createElement('p');
      note.className = 'note is-bad';
      note.setAttribute('role', 'alert');
      note.textContent = place.dataset.failed;
      place.replaceChildren(note);
    } finally {
      gone.abort();
      button.disabled = false;
      place.removeAttribute('aria-busy');
    }
  }, { signal });

  const saving = saveInPlace(place);
  allow(form);
  place.addEventListener('click', event => {
    const line = event.target.closest('[data-copy]')?.parentElement;
    if (line) navigator.clipboard?.writeText(line.querySelector('pre').textContent);
  }, { signal });

  return {
    stop() {
      stop.abort();
      saving.stop();
    },
  };
}

/**
 * Saves forms that must not be bound to the page; what is wrong is said beside the button.
 * @param page hears by SavedAsync that one was saved, if it wants to
 */
export function saveInPlace(place, page) {
  const stop = new AbortController();
  const { signal } = stop;

  place.addEventListener('submit', async event => {
    const form = event.target.closest('[data-save]');
    if (!form) return;
    event.preventDefault();
    const [button, said] = [form.querySelector('button'), form.querySelector('[data-said]')];
    button.disabled = true;
    said.textContent = '';
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal });
      // To this page: it is to be drawn anew. Elsewhere: signed out meanwhile, and the page itself says how to go on.
      if (answer.redirected) return new URL(answer.url).pathname === location.pathname ? location.replace(answer.url) : location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
      const { ok, problems } = await answer.json();
      say(ok ? form.dataset.saved : problems.map(problem => problem.text).join(' '), ok);
      if (!ok) return;
      // Kept passwords are not kept in the page as well, and a tick that was obeyed must not be obeyed again.
      form.querySelectorAll('[type=password]').forEach(input => { input.value = ''; });
      form.querySelectorAll('[type=checkbox]').forEach(input => { input.checked = input.defaultChecked; });
      page?.invokeMethodAsync('SavedAsync').catch(() => {});
    } catch {
      if (!signal.aborted) say(form.dataset.failed, false);
    } finally {
      button.disabled = false;
    }

    function say(text, good) {
      said.className = good ? 'state is-ok' : 'state is-bad';
      said.textContent = text;
    }
  }, { signal });

  allow(place);
  return { stop: () => stop.abort() };
}

// A form that is sent before this listens would lead away from the page, so its button is locked until now.
function allow(root) {
  root.querySelectorAll('[data-wants-script]').forEach(button => { button.disabled = false; });
}
