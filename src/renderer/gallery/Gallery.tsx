import { ButtonSamples } from './ButtonSamples.tsx';
import { ColourSamples } from './ColourSamples.tsx';
import { FieldSamples } from './FieldSamples.tsx';
import { OverlaySamples } from './OverlaySamples.tsx';
import { TellingSamples } from './TellingSamples.tsx';

const themes = ['dark', 'light'] as const;

/** Every primitive in every state, in both themes side by side. The words are for developers, so they stay English. */
export function Gallery() {
  return (
    <main className="grid min-h-full grid-cols-2">
      <h1 className="sr-only">Every primitive of the window</h1>
      {themes.map((theme) => (
        // The tokens are `light-dark()` pairs, which follow the colour scheme of the place where they are used.
        <section
          key={theme}
          aria-label={theme}
          style={{ colorScheme: theme }}
          className="flex min-w-0 flex-col gap-6 bg-surface-1 p-6 text-ink-1"
        >
          <ButtonSamples />
          <FieldSamples />
          <TellingSamples />
          <OverlaySamples />
          <ColourSamples />
        </section>
      ))}
    </main>
  );
}
