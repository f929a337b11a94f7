/** How long the bytes of a saved file are kept at hand for the browser, in milliseconds. */
const handOverMs = 60_000;

/** Hands a file to the person: the browser's download, or the system's save dialog in the desktop app. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, handOverMs);
}
