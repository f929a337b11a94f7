import { Fragment, useEffect, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { languageFor, type LanguageChoice } from '../../shared/language.ts';
import { useSession } from '../store/session.ts';
import { direction, fetchLanguage, isAtHand, setLanguage } from './index.ts';

/**
 * Draws everything inside anew when the language changes; what must outlive that lies in the stores. Until the texts of a
 * language are there, the window stays in the one before, and before the first it stays empty.
 */
export function Localized({ children }: { children: ReactNode }) {
  const wanted = useSession(({ session }) => session?.settings.language ?? 'system');
  const preferred = useSyncExternalStore(onLanguageChange, preferredNow).split(',');
  const choice = useChoiceAtHand(wanted, preferred);
  const language = choice === undefined ? undefined : setLanguage(choice, preferred);
  useLayoutEffect(() => {
    if (language === undefined) return;
    document.documentElement.lang = language;
    document.documentElement.dir = direction();
  }, [language]);
  if (language === undefined) return null;
  return (
    <I18nProvider locale={direction() === 'rtl' ? 'ar' : language}>
      <Fragment key={language}>{children}</Fragment>
    </I18nProvider>
  );
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
