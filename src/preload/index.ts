import { contextBridge, ipcRenderer } from 'electron';
import { createPreloadLink } from './link.ts';

const { send, onMessage, onClose, close } = createPreloadLink(ipcRenderer);
contextBridge.exposeInMainWorld('conch', { send, onMessage, onClose, close });
