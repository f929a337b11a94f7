import { create } from 'zustand';
import { addressOf, isLibraryAddress } from './address.ts';
import { useSession } from './session.ts';

/** What the middle of the window shows. Each has an address, so that Back and a reload lead where one was. */

export const screens = ['library', 'queue', 'spending'] as const;
export type Screen = (typeof screens)[number];

export const useScreen = create<{ screen: Screen }>(() => ({ screen: 'library' }));

const addresses = { queue: '#/queue', spending: '#/spending' } as const;

/** Anything that is no other screen's address is the library's. */
export function screenOf(address: string): Screen {
  if (isLibraryAddress(address)) return 'library';
  return screens.find((screen) => screen !== 'library' && addresses[screen] === address) ?? 'library';
}

export function openQueue(): void {
  open('queue');
}

export function openSpending(): void {
  open('spending');
}

/** Back to the list as it was. */
export function openLibrary(): void {
  if (useScreen.getState().screen === 'library') return;
  history.pushState(null, '', addressOf(useSession.getState().query));
  setScreen('library');
}

/** Shows it without a new step of the history: the address has been seen to already. */
export function setScreen(screen: Screen): void {
  if (useScreen.getState().screen !== screen) useScreen.setState({ screen });
}

/** Follows Back and Forward. Runs as long as the window lives. */
export function followScreen(): () => void {
  const follow = (): void => {
    setScreen(screenOf(location.hash));
  };
  follow();
  window.addEventListener('popstate', follow);
  return () => {
    window.removeEventListener('popstate', follow);
  };
}

function open(screen: Exclude<Screen, 'library'>): void {
  if (useScreen.getState().screen === screen) return;
  history.pushState(null, '', addresses[screen]);
  // The inspector is about the list that one leaves.
  useSession.setState({ selectedId: undefined, marked: new Set() });
  setScreen(screen);
}
