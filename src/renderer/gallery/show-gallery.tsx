import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { Gallery } from './Gallery.tsx';

/** Draws the page of all primitives in place of the window. For development: it needs no core, and no build for use has it. */
export function showGallery(root: HTMLElement): void {
  // The window itself never scrolls.
  document.body.style.overflow = 'auto';
  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="en-GB">
        <Gallery />
      </I18nProvider>
    </StrictMode>,
  );
}
