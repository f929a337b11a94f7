import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { becomeTeller } from './shell/only-teller.ts';
import { onAddress, queryOf } from './store/address.ts';
import { keepConnected } from './store/connection.ts';
import { keepDraft } from './store/draft-keeping.ts';
import { followScreen } from './store/screen.ts';
import { followStaleness, setQuery } from './store/searching.ts';
import { useSession } from './store/session.ts';
import './styles/app.css';
import { Localized } from './texts/Localized.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The page of all primitives is for development; a build for use holds nothing of it.
if (import.meta.env.MODE !== 'production' && location.hash === '#/ui') {
  const { showGallery } = await import('./gallery/show-gallery.tsx');
  showGallery(root);
} else {
  openWindow(root);
}

function openWindow(place: HTMLElement): void {
  createRoot(place).render(
    <StrictMode>
      <Localized>
        <App />
      </Localized>
    </StrictMode>,
  );
  // A reload comes back to the list that was on screen.
  useSession.setState({ query: queryOf(location.hash) });
  onAddress(setQuery);
  followScreen();
  followStaleness();
  becomeTeller();
  keepDraft();
  void keepConnected();
}
