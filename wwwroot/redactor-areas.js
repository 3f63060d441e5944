// The areas that will be black, in pixels of the picture, with the way back. Steps of one kind on one area that follow
// each other, such as thirty presses of an arrow, are one step to undo.

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export class Areas {
  #past = [];
  #last = '';
  #next = 1;

  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.list = [];
  }

  get canUndo() { return this.#past.length > 0; }

  find(id) { return this.list.find(area => area.id === id); }

  numberOf(id) { return this.list.findIndex(area => area.id === id) + 1; }

  // What is placed next in the same step, while the mouse still draws, is undone together with it.
  add(box, kind) {
    this.#keep('');
    const area = { ...this.#inside(box), id: this.#next++ };
    this.list = [...this.list, area];
    if (kind) this.#last = kind + area.id;
    return area.id;
  }

  remove(id) {
    this.#keep('');
    this.list = this.list.filter(area => area.id !== id);
  }

  // One step per kind: what comes after another step, or after settle(), can be undone by itself.
  place(id, kind, box) {
    this.#keep(kind + id);
    this.list = this.list.map(area => area.id === id ? { ...this.#inside(box), id } : area);
  }

  settle() { this.#last = ''; }

  undo() {
    this.list = this.#past.pop() ?? this.list;
    this.#last = '';
  }

  #keep(step) {
    if (step === '' || step !== this.#last) this.#past.push(this.list);
    this.#last = step;
  }

  #inside(box) {
    const width = clamp(Math.round(box.width), 1, this.width), height = clamp(Math.round(box.height), 1, this.height);
    return { x: clamp(Math.round(box.x), 0, this.width - width), y: clamp(Math.round(box.y), 0, this.height - height), width, height };
  }
}
