import { tryExample, takesExample } from '../composer/examples.ts';
import { showPrompts } from '../store/dialogs.ts';
import { useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { BookMarked, Pencil } from '../ui/icons.ts';
import type { Command } from './command.ts';

/** The person's own prompts, and examples to begin with. */
export function promptCommands(): Command[] {
  const { session } = useSession.getState();
  if (session === undefined || session.readOnly !== undefined) return [];
  const group = t('New clip');
  const prompts = {
    id: 'prompts',
    group,
    title: t('Open the prompts'),
    glyph: BookMarked,
    run: () => {
      showPrompts(true);
    },
  };
  if (!takesExample(useDraft.getState().draft.prompt)) return [prompts];
  return [prompts, { id: 'example', group, title: t('Try an example'), glyph: Pencil, run: tryExample }];
}
