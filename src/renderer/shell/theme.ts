import { useEffect } from 'react';
import { useSession } from '../store/session.ts';

/** The theme follows the system unless the settings say otherwise. */
export function useTheme(): void {
  const theme = useSession(({ session }) => session?.settings.theme ?? 'system');
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
