/**
 * The only thing that differs between the wires: messages in, messages out. JSON values only.
 * Electron's `ipcMain`/`ipcRenderer`, a WebSocket and a linked pair in memory are each one small function.
 */
export interface Link {
  /** Never throws: a message to a closed link is dropped. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
