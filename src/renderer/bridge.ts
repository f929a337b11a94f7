import type { Link } from '../shared/link.ts';
import { inEnglish, sentence, type Sentence } from '../shared/sentence.ts';

/**
 * The only file that knows that there are two hosts: Electron's preload exposes a `Link`, the browser host speaks
 * WebSocket. A link that has closed stays closed; `store/connection.ts` opens the next one.
 */

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly conch?: Link;
  }
}

/** Why no link could be opened, in words for the person. */
export class NoLink extends Error {
  override readonly name = 'NoLink';
  /** There is a host, and it does not know this window: trying again is no use until the person opens its address. */
  readonly isShutOut: boolean;
  readonly sentence: Sentence;
  constructor(words: Sentence, isShutOut: boolean) {
    super(inEnglish(words));
    this.sentence = words;
    this.isShutOut = isShutOut;
  }
}

const noAnswer = sentence('Conch does not answer. Is it still running?');
const noEntry = sentence(
  'This window is not signed in. Open the address that Conch printed in the terminal when it started.',
);

/** Resolves when messages can flow. Rejects with `NoLink`. */
export async function openLink(): Promise<Link> {
  if (window.conch !== undefined) return window.conch;
  await tradeToken();
  return openSocket();
}

/** The address carries a one-time token in its fragment; it is traded for a cookie before anything else. */
async function tradeToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  let answer: Response;
  try {
    answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-conch': '1' },
      body: JSON.stringify({ token }),
    });
  } catch {
    throw new NoLink(noAnswer, false);
  }
  if (answer.status >= 500) throw new NoLink(noAnswer, false);
  // A refused token may be one that this window has traded before (a reload, a second click on the same address):
  // then the cookie is there and the socket opens all the same.
  history.replaceState(null, '', location.pathname + location.search);
}

function openSocket(): Promise<Link> {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/link`);
  const link: Link = {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        listener(JSON.parse(String(data)));
      });
    },
    onClose(listener) {
      socket.addEventListener('close', () => {
        listener();
      });
    },
    close() {
      socket.close();
    },
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve(link);
    });
    socket.addEventListener('close', () => {
      void whyRefused().then(reject);
    });
  });
}

/** A browser does not tell why an upgrade was refused; a plain request to the same address is answered with the reason. */
async function whyRefused(): Promise<NoLink> {
  try {
    const { status } = await fetch('/link', { method: 'HEAD', cache: 'no-store' });
    return status === 401 ? new NoLink(noEntry, true) : new NoLink(noAnswer, false);
  } catch {
    return new NoLink(noAnswer, false);
  }
}
