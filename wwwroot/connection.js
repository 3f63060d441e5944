// The line to the server: what the bar at the top says, and how the page comes back by itself.

const bar = document.getElementById('components-reconnect-modal');
const pause = milliseconds => new Promise(go => setTimeout(go, milliseconds));
let place = null; // where the hand was

// The server is about to stop, on purpose: the page keeps its state and goes on with the next one.
export function watch() {
  return {
    // Answers first and pauses then: a paused page can answer no more.
    pause: () => { setTimeout(() => { keepPlace(); Blazor.pauseCircuit(); }); },
    stop: () => { },
  };
}

const say = state => { if (bar) bar.dataset.state = state; };

bar?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  say(state);
  if (state === 'paused') resume();
  if (state === 'failed') reconnect();
  // A server that was killed does not know this page. What was typed is on the server or in this browser's copy.
  if (state === 'rejected') location.reload();
});

// The browser knows of a pulled plug long before the line is missed.
addEventListener('offline', () => bar?.toggleAttribute('data-offline', true));
addEventListener('online', () => bar?.toggleAttribute('data-offline', false));

let resuming = false;

async function resume() {
  if (resuming) return;
  resuming = true;
  // A server that answers and does not take the page back will not do so later.
  for (let refused = 0; refused < 3;) {
    await pause(1000);
    if (!await answers()) continue;
    if (await Blazor.resumeCircuit().catch(() => false)) {
      resuming = false;
      say('hide');
      return backToPlace();
    }
    refused++;
  }
  location.reload();
}

async function answers() {
  try { return (await fetch('/health', { cache: 'no-store' })).ok; } catch { return false; }
}

// After many tries the framework gives up; a laptop that slept has only just woken.
async function reconnect() {
  while (bar.dataset.state === 'failed') {
    await pause(2000);
    if (!await answers()) continue;
    if (!await Blazor.reconnect().catch(() => false)) location.reload();
    return;
  }
}

function keepPlace() {
  const { activeElement: field } = document;
  place = field?.id ? { id: field.id, start: field.selectionStart, end: field.selectionEnd } : null;
}

// The page is drawn anew some time after it resumed, and a field that had the hand until then is another one afterwards.
async function backToPlace() {
  const kept = place;
  let away = !kept;
  let steady = 0;
  addEventListener('pointerdown', () => { away = true; }, { once: true, capture: true });
  for (let tries = 0; !away && steady < 50 && tries < 300; tries++) {
    const { activeElement: active } = document;
    if (active && active !== document.body && active.id !== kept.id) return;
    const field = document.getElementById(kept.id);
    if (field && field === active) steady++;
    else if (field) {
      steady = 0;
      field.focus({ preventScroll: true });
      if (kept.start !== null && field.setSelectionRange) field.setSelectionRange(kept.start, kept.end);
    }
    await pause(100);
  }
}

// The framework would take the link for one within the desk, which a lost line cannot follow.
document.addEventListener('click', event => {
  if (!event.target.closest?.('[data-here=""]')) return;
  event.preventDefault();
  location.reload();
}, true);
