import { registerHooks } from 'node:module';

/**
 * Loaded before a file that imports Electron when it runs: gives it a recording stand-in and prints what was done.
 * Requiring the real one in plain Node would try to download its binary.
 */
const source = `
const said = [];
const record = (name) => (...given) => { said.push([name, ...given.map((value) => typeof value === 'object' && value !== null ? Object.keys(value) : value)]); };
process.on('exit', () => process.stdout.write(JSON.stringify(said)));
export const contextBridge = { exposeInMainWorld: record('expose') };
export const ipcRenderer = { on: (name) => record('on')(name), send: record('send') };
export const app = {
  enableSandbox: record('sandbox'), getPath: () => process.env.CONCH_DATA_DIR, setPath: record('path'), quit: record('quit'),
  exit: record('exit'), on: () => {}, getVersion: () => '1.0.0', requestSingleInstanceLock: () => false,
};
export const protocol = { registerSchemesAsPrivileged: () => record('scheme')() };
export const dialog = { showErrorBox: record('box') };
export const ipcMain = {}, shell = {}, BrowserWindow = class {}, Menu = {}, Notification = class {}, safeStorage = {}, screen = {}, session = {}, nativeTheme = {};
export default { app, ipcMain, shell };
`;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: 'fake:electron', shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url === 'fake:electron') return { format: 'module', source, shortCircuit: true };
    return next(url, context);
  },
});
