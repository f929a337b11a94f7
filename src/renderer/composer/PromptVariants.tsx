import { onOneLine } from '../library/tile-facts.ts';
import { number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import type { Composition } from './composition.ts';

/** What a prompt with choices and variables stands for: the first ones as they would be sent, and how many there are. */
export function PromptVariants({ composition: { prompts } }: { composition: Composition }) {
  if (prompts === undefined || prompts.shown.length === 0) return null;
  const { shown, count, isMore } = prompts;
  const left = count - shown.length;
  const words = isMore
    ? t('More than {{count, number}} prompts', { count })
    : t('{{count, number}} prompts', { count });
  return (
    <section aria-label={t('What is sent')} className="-mt-2 rounded-control border border-line px-3 py-2 text-sm">
      <p role="status" className="font-medium text-ink-2 tabular-nums">
        {words}
      </p>
      <ol className="mt-1 flex flex-col gap-0.5">
        {shown.map((prompt) => (
          <li key={prompt} className="truncate text-ink-3" dir="auto">
            {onOneLine(prompt)}
          </li>
        ))}
      </ol>
      {left > 0 ? (
        <p className="mt-0.5 text-ink-3">
          {isMore ? t('and many more') : t('and {{more}} more', { more: number(left) })}
        </p>
      ) : null}
    </section>
  );
}
