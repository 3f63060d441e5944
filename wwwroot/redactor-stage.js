// The picture under the hands: drawing, moving and sizing areas with mouse, pen, finger and keys, and looking closer.

const grips = ['nw', 'ne', 'sw', 'se'];
const largest = 6;

export class Stage {
  #drag = null;
  #fingers = new Map();
  #pinch = null;

  constructor(dialog, areas, words, changed) {
    this.view = dialog.querySelector('[data-view]');
    this.sheet = dialog.querySelector('[data-stage]');
    this.areas = areas;
    this.words = words;
    this.changed = changed;
    this.selected = null;
    this.zoom = 1;
    this.fitted = true;
    this.sheet.addEventListener('pointerdown', event => this.#down(event));
    this.sheet.addEventListener('pointermove', event => this.#move(event));
    for (const type of ['pointerup', 'pointercancel']) this.sheet.addEventListener(type, event => this.#up(event));
    this.sheet.addEventListener('keydown', event => this.#key(event));
    this.sheet.addEventListener('focusin', event => this.#select(event.target.closest('.area')));
    this.view.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.scale(this.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15), event.clientX, event.clientY);
    }, { passive: false });
  }

  get fitting() {
    const style = getComputedStyle(this.view);
    const width = this.view.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const height = this.view.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    return Math.min(width / this.areas.width, height / this.areas.height, 1);
  }

  fit() {
    this.fitted = true;
    this.#resize(this.fitting);
  }

  // The point under the mouse, or the middle, stays where it is.
  scale(zoom, clientX, clientY) {
    const before = this.sheet.getBoundingClientRect();
    const frame = this.view.getBoundingClientRect();
    const x = clientX ?? frame.left + frame.width / 2, y = clientY ?? frame.top + frame.height / 2;
    const across = (x - before.left) / before.width, down = (y - before.top) / before.height;
    const whole = this.fitting;
    this.fitted = zoom <= whole;
    this.#resize(Math.min(Math.max(zoom, whole), largest));
    const after = this.sheet.getBoundingClientRect();
    this.view.scrollLeft += after.left + across * after.width - x;
    this.view.scrollTop += after.top + down * after.height - y;
  }

  // In the middle of what is seen, of a size that can be seen.
  add() {
    const sheet = this.sheet.getBoundingClientRect(), frame = this.view.getBoundingClientRect();
    const left = Math.max(sheet.left, frame.left), right = Math.min(sheet.right, frame.right);
    const top = Math.max(sheet.top, frame.top), bottom = Math.min(sheet.bottom, frame.bottom);
    const width = (right - left) / this.zoom / 3, height = Math.min((bottom - top) / this.zoom / 6, width / 2);
    const id = this.areas.add({
      x: ((left + right) / 2 - sheet.left) / this.zoom - width / 2, y: ((top + bottom) / 2 - sheet.top) / this.zoom - height / 2, width, height,
    });
    this.selected = id;
    this.render();
    this.#focus(id);
    this.changed('added', id);
  }

  remove() {
    if (this.selected === null || !this.areas.find(this.selected)) return;
    this.areas.remove(this.selected);
    this.selected = null;
    this.render();
    this.sheet.focus({ preventScroll: true });
    this.changed('removed');
  }

  undo() {
    if (!this.areas.canUndo) return;
    this.areas.undo();
    if (!this.areas.find(this.selected)) this.selected = null;
    this.render();
    if (!this.sheet.closest('dialog').contains(document.activeElement) || document.activeElement === document.body) this.sheet.focus({ preventScroll: true });
    this.changed('undone');
  }

  // A drag that is under way is given up; true if there was one.
  abandon() {
    if (!this.#drag) return false;
    const drag = this.#drag;
    this.#drag = null;
    if (drag.moved) this.areas.undo();
    if (!this.areas.find(this.selected)) this.selected = null;
    this.render();
    this.changed('moved');
    return true;
  }

  render() {
    const known = new Map([...this.sheet.querySelectorAll('.area')].map(element => [Number(element.dataset.id), element]));
    for (const area of this.areas.list) {
      const element = known.get(area.id) ?? this.#element(area.id);
      known.delete(area.id);
      element.style.left = `${area.x / this.areas.width * 100}%`;
      element.style.top = `${area.y / this.areas.height * 100}%`;
      element.style.width = `${area.width / this.areas.width * 100}%`;
      element.style.height = `${area.height / this.areas.height * 100}%`;
      element.classList.toggle('is-on', area.id === this.selected);
      element.setAttribute('aria-label', this.describe(area.id));
    }
    const held = [...known.values()].some(element => element.contains(document.activeElement));
    for (const element of known.values()) element.remove();
    if (held) this.sheet.focus({ preventScroll: true });
  }

  describe(id) {
    const area = this.areas.find(id), share = (part, whole) => Math.round(part / whole * 100);
    return this.words('area', this.areas.numberOf(id), this.areas.list.length, share(area.x, this.areas.width), share(area.y, this.areas.height),
      share(area.width, this.areas.width), share(area.height, this.areas.height));
  }

  #element(id) {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'area';
    element.dataset.id = id;
    for (const grip of grips) {
      const corner = document.createElement('span');
      corner.className = `grip grip-${grip}`;
      corner.dataset.grip = grip;
      element.append(corner);
    }
    this.sheet.append(element);
    return element;
  }

  #resize(zoom) {
    this.zoom = zoom;
    this.sheet.style.width = `${Math.max(1, Math.round(this.areas.width * zoom))}px`;
    this.sheet.style.height = `${Math.max(1, Math.round(this.areas.height * zoom))}px`;
    this.changed('zoomed');
  }

  #select(element) {
    const id = element ? Number(element.dataset.id) : null;
    if (id === this.selected || this.#drag) return;
    this.selected = id;
    this.render();
    this.changed('selected');
  }

  #focus(id) { this.sheet.querySelector(`.area[data-id="${id}"]`)?.focus({ preventScroll: true }); }

  #at(event) {
    const box = this.sheet.getBoundingClientRect();
    return { x: (event.clientX - box.left) / this.zoom, y: (event.clientY - box.top) / this.zoom };
  }

  #down(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#fingers.set(event.pointerId, event);
    this.sheet.setPointerCapture(event.pointerId);
    if (this.#fingers.size > 1) {
      this.abandon();
      this.#pinch = this.#spread();
      return;
    }
    const element = event.target.closest('.area');
    const from = this.#at(event);
    this.areas.settle();
    if (!element) {
      this.selected = null;
      this.sheet.focus({ preventScroll: true });
      this.#drag = { kind: 'draw', from, id: null, moved: false, slack: event.pointerType === 'mouse' ? 3 : 8 };
    } else {
      this.selected = Number(element.dataset.id);
      this.#focus(this.selected);
      this.#drag = { kind: event.target.dataset.grip ?? 'move', from, id: this.selected, box: this.areas.find(this.selected), moved: false, slack: 2 };
    }
    this.render();
    this.changed('selected');
  }

  #move(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, event);
    if (this.#pinch) { this.#pinched(); return; }
    const drag = this.#drag;
    if (!drag) return;
    const to = this.#at(event);
    if (!drag.moved && Math.max(Math.abs(to.x - drag.from.x), Math.abs(to.y - drag.from.y)) * this.zoom < drag.slack) return;
    if (drag.kind === 'draw' && drag.id === null) this.selected = drag.id = this.areas.add(this.#between(drag.from, to), 'drawn');
    else this.areas.place(drag.id, drag.kind === 'draw' ? 'drawn' : 'drag', this.#dragged(drag, to));
    drag.moved = true;
    this.render();
  }

  #up(event) {
    this.#fingers.delete(event.pointerId);
    if (this.#pinch) {
      if (this.#fingers.size === 0) this.#pinch = null;
      return;
    }
    const drag = this.#drag;
    if (!drag) return;
    this.#drag = null;
    this.areas.settle();
    if (!drag.moved) return;
    this.#focus(drag.id);
    this.changed(drag.kind === 'draw' ? 'added' : 'moved', drag.id);
  }

  #dragged(drag, to) {
    if (drag.kind === 'draw') return this.#between(drag.from, to);
    const { box } = drag, x = to.x - drag.from.x, y = to.y - drag.from.y;
    if (drag.kind === 'move') return { ...box, x: box.x + x, y: box.y + y };
    const fixed = { x: drag.kind.endsWith('w') ? box.x + box.width : box.x, y: drag.kind.startsWith('n') ? box.y + box.height : box.y };
    const loose = { x: drag.kind.endsWith('w') ? box.x + x : box.x + box.width + x, y: drag.kind.startsWith('n') ? box.y + y : box.y + box.height + y };
    return this.#between(fixed, loose);
  }

  #between(one, other) {
    const limit = (value, most) => Math.min(Math.max(value, 0), most);
    const [left, right] = [limit(one.x, this.areas.width), limit(other.x, this.areas.width)].sort((a, b) => a - b);
    const [top, bottom] = [limit(one.y, this.areas.height), limit(other.y, this.areas.height)].sort((a, b) => a - b);
    return { x: Math.floor(left), y: Math.floor(top), width: Math.ceil(right) - Math.floor(left), height: Math.ceil(bottom) - Math.floor(top) };
  }

  // Two fingers move the picture and bring it closer.
  #spread() {
    const [a, b] = [...this.#fingers.values()];
    return { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2, far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
  }

  #pinched() {
    if (this.#fingers.size < 2) return;
    const now = this.#spread(), before = this.#pinch;
    this.#pinch = now;
    this.scale(this.zoom * now.far / Math.max(1, before.far), now.x, now.y);
    this.view.scrollLeft -= now.x - before.x;
    this.view.scrollTop -= now.y - before.y;
  }

  #key(event) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === 'Enter' || event.key === 'Insert') this.add();
    else if (event.key === 'Delete' || event.key === 'Backspace') this.remove();
    else if (arrow && this.areas.find(this.selected)) this.#nudge(arrow, event);
    else return;
    event.preventDefault();
  }

  #nudge([x, y], event) {
    const area = this.areas.find(this.selected);
    const step = event.ctrlKey || event.metaKey ? 1 : Math.max(1, Math.round(Math.min(this.areas.width, this.areas.height) / 100));
    const limit = (value, most) => Math.min(Math.max(value, 1), most);
    const box = event.shiftKey
      ? { ...area, width: limit(area.width + x * step, this.areas.width - area.x), height: limit(area.height + y * step, this.areas.height - area.y) }
      : { ...area, x: area.x + x * step, y: area.y + y * step };
    this.areas.place(area.id, event.shiftKey ? 'size' : 'nudge', box);
    this.render();
    this.#focus(area.id);
    this.changed('nudged', area.id);
  }
}
