/** The part of Electron's `app` that this needs. */
export interface InstanceApp {
  requestSingleInstanceLock(): boolean;
  on(event: 'second-instance', listener: () => void): unknown;
}

/** Whether this is the only Conch on its folder. Starting another one brings this one up. */
export function isOnlyInstance(app: InstanceApp, bringUpWindow: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', bringUpWindow);
  return true;
}
