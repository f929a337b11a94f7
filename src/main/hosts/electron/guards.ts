import type { Session, WebContents } from 'electron';
import { join } from 'node:path';
import { isOwnUrl, ownOrigin, startPage } from './origin.ts';

/** What the window may not do, whatever is in it. Each guard is one object of Electron and one decision. */

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & { webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

const grantedPermissions = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** A player may fill the screen and text may be copied; nothing else is ever asked of the system. */
export function guardPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(grantedPermissions.has(permission) && details.isMainFrame && isOwnUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    return grantedPermissions.has(permission) && details.isMainFrame && isOwnOrigin(requestingOrigin);
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback(null);
  });
}

/** Electron gives an origin with or without a closing slash. */
function isOwnOrigin(origin: string): boolean {
  return origin === ownOrigin || origin === startPage;
}

/**
 * The window reaches this program and nothing else: no image, no script, no beacon goes out, even if the content
 * policy had a hole. Vendor calls do not pass here; they are made by the core.
 *
 * @param developmentOrigins the development server and its socket, while developing
 */
export function guardRequests(
  session: Pick<GuardedSession, 'webRequest'>,
  developmentOrigins: readonly string[] = [],
): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !mayLoad(url, developmentOrigins) });
  });
}

function mayLoad(address: string, developmentOrigins: readonly string[]): boolean {
  if (isOwnUrl(address)) return true;
  const url = URL.parse(address);
  if (url === null) return false;
  // Bytes that the page itself holds, and Chromium's own tools.
  if (url.protocol === 'blob:') return isOwnUrl(url.pathname);
  if (url.protocol === 'data:' || url.protocol === 'devtools:') return true;
  return developmentOrigins.includes(url.origin);
}

/**
 * What the window itself has made (a frame, a chain of clips) may be saved where the person says; nothing else is ever
 * downloaded here, because clips are fetched by the core.
 *
 * @param folder where the system's save dialog opens
 */
export function guardDownloads(session: Pick<Session, 'on'>, folder: string): void {
  session.on('will-download', (event, item) => {
    const url = URL.parse(item.getURL());
    if (url?.protocol === 'blob:' && isOwnUrl(url.pathname)) {
      item.setSaveDialogOptions({ defaultPath: join(folder, item.getFilename()) });
    } else {
      event.preventDefault();
    }
  });
}

type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** No navigation, no second window, no embedded page. Links to a provider open in the person's own browser. */
export function guardContents(contents: GuardedContents, openLink: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    // A reload is a navigation to where one is.
    if (event.url !== startPage) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== startPage) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}
