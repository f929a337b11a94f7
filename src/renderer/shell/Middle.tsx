import { useEffect, useRef } from 'react';
import { Library } from '../library/Library.tsx';
import { QueueScreen } from '../queue/QueueScreen.tsx';
import { SpendingScreen } from '../spending/SpendingScreen.tsx';
import { useScreen, type Screen } from '../store/screen.ts';
import { focusWithin } from './regions.ts';

/** What the window is about at the moment. */
export function Middle() {
  const screen = useScreen((state) => state.screen);
  useFocusOnChange(screen);
  switch (screen) {
    case 'library':
      return <Library />;
    case 'queue':
      return <QueueScreen />;
    case 'spending':
      return <SpendingScreen />;
  }
}

/** The button that led here went with its screen; the focus must not go with it. */
function useFocusOnChange(screen: Screen): void {
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost) return;
    // Its heading says where one is; the clips say it by themselves.
    const heading = document.querySelector<HTMLElement>('[data-region="view"] [data-landing]');
    if (heading === null) focusWithin(document.querySelector('[data-region="view"]') ?? undefined);
    else heading.focus();
  }, [screen]);
}
