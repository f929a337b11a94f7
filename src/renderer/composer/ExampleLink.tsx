import { t } from '../texts/index.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { takesExample, tryExample } from './examples.ts';

/** A way to begin, beside the empty prompt; beside an example, the next one. */
export function ExampleLink({ prompt }: { prompt: string }) {
  if (!takesExample(prompt)) return null;
  return (
    <span className="text-sm">
      <TextLink onPress={tryExample}>{prompt.trim() === '' ? t('Try an example') : t('Another example')}</TextLink>
    </span>
  );
}
