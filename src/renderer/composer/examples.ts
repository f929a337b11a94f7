import { editDraft, useDraft } from '../store/draft.ts';
import { focusOn } from '../store/commands.ts';
import { key, t } from '../texts/index.ts';

/** Prompts to begin with: each shows what camera moves look like, alone, together and one after the other. */
const examples = [
  key(
    'A lighthouse on a cliff at dusk, waves breaking below. [Pedestal up] The lamp comes on, [Push in] gulls cross its beam.',
  ),
  key(
    'A red fox trots through fresh snow between birches. [Tracking shot] It stops and looks up, [Push in,Tilt up] snow falls from the branches.',
  ),
  key(
    'Paper lanterns drift down a canal at night. [Truck right] A child lets one go, [Pull out,Pedestal up] and the whole city glows.',
  ),
];

/** Writes an example into the composer; again, another one. What was written there is not taken away. */
export function tryExample(): void {
  const { prompt } = useDraft.getState().draft;
  const words = examples.map((example) => t(example));
  const shown = words.indexOf(prompt);
  if (prompt.trim() !== '' && shown === -1) return;
  editDraft({ prompt: words[(shown + 1) % words.length] ?? '' });
  focusOn('prompt');
}

/** Whether there is room for an example, or one is there that can be traded for the next. */
export function takesExample(prompt: string): boolean {
  return prompt.trim() === '' || examples.some((example) => t(example) === prompt);
}
