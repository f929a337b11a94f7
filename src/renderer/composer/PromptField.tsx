import { useId, useLayoutEffect, useRef } from 'react';
import { focusTarget } from '../store/commands.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { CameraMenu } from './CameraMenu.tsx';
import { issuesOf, type Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { insertMove } from './insert-at-caret.ts';
import { PromptMirror } from './PromptMirror.tsx';

/** Shared by the text and its mirror: both must break their lines at the same places. */
const text =
  'px-3 pt-2.5 pb-1 text-md break-words whitespace-pre-wrap [scrollbar-gutter:stable] [scrollbar-width:thin]';

const holdPrompt = focusTarget('prompt');

/** The prompt: one block with the text, the camera moves and the counter. */
export function PromptField({ composition }: { composition: Composition }) {
  const { prompt } = composition.request;
  const limit = composition.spec.promptMaxLength;
  const attempted = useDraft((state) => state.attempted);
  const isInvalid = issuesOf(composition, 'prompt', attempted).some(({ severity }) => severity === 'error');
  const area = useRef<HTMLTextAreaElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const caretAfterInsert = useRef<number>(undefined);
  const labelId = useId();
  const counterId = useId();

  function follow(): void {
    if (mirror.current !== null && area.current !== null) mirror.current.scrollTop = area.current.scrollTop;
  }
  useLayoutEffect(follow, [prompt]);

  function insert(move: string): void {
    const { selectionStart, selectionEnd } = area.current ?? {
      selectionStart: prompt.length,
      selectionEnd: prompt.length,
    };
    const { text: next, caret } = insertMove(prompt, selectionStart, selectionEnd, move);
    caretAfterInsert.current = caret;
    editDraft({ prompt: next });
  }

  /** The menu gives the focus back to its button when it is gone; one frame later it goes on to the prompt. */
  function focusAfterInsert(): void {
    const caret = caretAfterInsert.current;
    if (caret === undefined) return;
    caretAfterInsert.current = undefined;
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    }, 0);
  }

  return (
    <div>
      <label id={labelId} htmlFor={`${labelId}text`} className="field-label">
        Prompt
      </label>
      <div ref={block} className="flex flex-col rounded-poster field-frame" data-invalid={isInvalid || undefined}>
        <div className="relative">
          <PromptMirror text={prompt} mirrorRef={mirror} className={`overflow-hidden ${text}`} />
          <textarea
            id={`${labelId}text`}
            ref={(element) => {
              area.current = element;
              holdPrompt(element);
            }}
            aria-labelledby={labelId}
            aria-describedby={counterId}
            aria-invalid={isInvalid}
            value={prompt}
            onChange={({ target }) => {
              editDraft({ prompt: target.value });
            }}
            onScroll={follow}
            placeholder="What should be seen?"
            className={`relative block field-sizing-content max-h-[264px] min-h-[88px] w-full resize-none overflow-y-auto bg-transparent text-ink-1 outline-none [@media(min-height:700px)]:min-h-[142px] ${text}`}
          />
        </div>
        <div className="flex items-center justify-between gap-1 pt-1 pr-3 pb-1.5 pl-1">
          <CameraMenu anchor={block} onChoose={insert} onClosed={focusAfterInsert} />
          <span
            id={counterId}
            className={`text-sm tabular-nums ${prompt.length > limit ? 'text-state-failed' : 'text-ink-3'}`}
          >
            {prompt.length} / {limit}
          </span>
        </div>
      </div>
      <FieldTroubles composition={composition} field="prompt" />
    </div>
  );
}
