import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

/** A button inside a sentence. */
export function TextLink({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button onPress={onPress} className="rounded-token text-start font-medium text-accent hover:underline">
      {children}
    </Button>
  );
}
