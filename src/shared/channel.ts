/** The one channel between the Electron window and the core, and the two words that travel on it beside RPC messages. */
export const channel = 'conch:link';
/** From the window: a page has come up; whatever was linked before is over. */
export const opening = 'opening';
/** From either side: this link is over. */
export const closing = 'closing';
