import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { languageFor, type LanguageChoice } from '../../shared/language.ts';
import { useSession } from '../store/session.ts';
import { focusAt, focusPlace, type FocusPlace } from './focus-place.ts';
import { direction, fetchLanguage, isAtHand, setLanguage } from './index.ts';
import { isWriting, onWriting } from './writing.ts';

/**
 * Draws everything inside anew when the language changes; what must outlive that lies in the stores. Until the texts of a
 * language are there, the window stays in the one before, and before the first it stays empty.
 */
export function Localized({ children }: { children: ReactNode }) {
  const wanted = useSession(({ session }) => session?.settings.language ?? 'system');
  const preferred = useSyncExternalStore(onLanguageChange, preferredNow).split(',');
  const choice = useDrawnChoice(useChoiceAtHand(wanted, preferred));
  const language = choice === undefined ? undefined : setLanguage(choice, preferred);
  useLayoutEffect(() => {
    if (language === undefined) return;
    document.documentElement.lang = language;
    document.documentElement.dir = direction();
  }, [language]);
  if (language === undefined) return null;
  return (
    <I18nProvider locale={direction() === 'rtl' ? 'ar' : language}>
      <Redrawn key={language}>{children}</Redrawn>
    </I18nProvider>
  );
}

/** Where the focus was when the window was drawn in another language. */
let leftAt: FocusPlace | undefined;

/** Dialogs take the focus when they are drawn; after that it goes back to its control. */
const settleMs = 50;

function Redrawn({ children }: { children: ReactNode }) {
  // Before the former elements go, which is when layout effects are taken back.
  useLayoutEffect(() => {
    const former = leftAt;
    leftAt = undefined;
    const timer = former && setTimeout(focusAt, settleMs, former);
    return () => {
      clearTimeout(timer);
      leftAt = focusPlace();
    };
  }, []);
  return children;
}

/** A language that was chosen in another window waits until nothing is open that a new drawing would empty. */
function useDrawnChoice(choice: LanguageChoice | undefined): LanguageChoice | undefined {
  const [drawn, setDrawn] = useState(choice);
  useEffect(() => {
    const follow = (): void => {
      setDrawn((former) => (former === undefined || !isWriting() ? choice : former));
    };
    follow();
    return onWriting(follow);
  }, [choice]);
  return drawn;
}

/** What was wanted last and is there. */
function useChoiceAtHand(wanted: LanguageChoice, preferred: readonly string[]): LanguageChoice | undefined {
  const language = languageFor(wanted, preferred);
  const [drawn, setDrawn] = useState(isAtHand(language) ? wanted : undefined);
  useEffect(() => {
    let isWanted = true;
    void fetchLanguage(language).then(() => {
      if (isWanted) setDrawn(wanted);
    });
    return () => {
      isWanted = false;
    };
  }, [language, wanted]);
  return isAtHand(language) ? wanted : drawn;
}

/** As one string, because an array is another one each time. */
function preferredNow(): string {
  return navigator.languages.join();
}

function onLanguageChange(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}
