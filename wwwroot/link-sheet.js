// Hands over what a field shows: to the clipboard, or to paper.
export function handOver(field) {
  return {
    async copy() {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        return true;
      } catch {
        // Without https there is no clipboard; the old way takes what is selected.
        return document.execCommand('copy');
      }
    },
    print() {
      window.print();
    },
    stop() {},
  };
}
