import { useId, useLayoutEffect, useRef } from 'react';
import { cameraSteps, type CameraMove } from '../../shared/camera-moves.ts';
import { focusTarget } from '../store/commands.ts';
import { showPrompts } from '../store/dialogs.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { BookMarked } from '../ui/icons.ts';
import { CameraMenu } from './CameraMenu.tsx';
import { issuesOf, type Composition } from './composition.ts';
import { ExampleLink } from './ExampleLink.tsx';
import { FieldTroubles } from './FieldTroubles.tsx';
import { insertIntoPrompt } from './insert-into-prompt.ts';
import { MoveList, optionId } from './moves/MoveList.tsx';
import { OrderLine } from './moves/OrderLine.tsx';
import { useCompletion } from './moves/use-completion.ts';
import { PromptMirror } from './PromptMirror.tsx';
import { RefusedPart, useIsRefused } from './RefusedPart.tsx';
import { PromptVariables } from './variables/PromptVariables.tsx';
import { t } from '../texts/index.ts';

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
  const isRefused = useIsRefused('prompt');
  const area = useRef<HTMLTextAreaElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const chosenMove = useRef<CameraMove>(undefined);
  const completion = useCompletion(area);
  const labelId = useId();
  const counterId = useId();
  const listId = useId();

  function follow(): void {
    if (mirror.current !== null && area.current !== null) mirror.current.scrollTop = area.current.scrollTop;
  }
  useLayoutEffect(follow, [prompt]);

  /** The menu gives the focus back to its button when it is gone; one frame later it goes on to the prompt. */
  function insertChosen(): void {
    const move = chosenMove.current;
    if (move === undefined) return;
    chosenMove.current = undefined;
    setTimeout(insertIntoPrompt, 0, move);
  }

  function find(start: number, end: number): void {
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  }

  return (
    <div>
      <div className="flex items-baseline justify-between gap-2">
        <label id={labelId} htmlFor={`${labelId}text`} className="field-label">
          {t('Prompt')}
        </label>
        <ExampleLink prompt={prompt} />
      </div>
      <div
        ref={block}
        className="flex flex-col rounded-poster field-frame"
        data-invalid={isInvalid || isRefused || undefined}
      >
        <div className="relative">
          <PromptMirror text={prompt} mirrorRef={mirror} className={`overflow-hidden ${text}`} />
          <MoveList id={listId} completion={completion} mirror={mirror} />
          <textarea
            id={`${labelId}text`}
            ref={(element) => {
              area.current = element;
              holdPrompt(element);
            }}
            // A prompt is often written in another language than the window's.
            dir="auto"
            aria-labelledby={labelId}
            aria-describedby={counterId}
            aria-invalid={isInvalid}
            aria-autocomplete="list"
            {...(completion.offer !== undefined && {
              'aria-controls': listId,
              'aria-activedescendant': optionId(listId, completion.active),
            })}
            value={prompt}
            onChange={({ target }) => {
              editDraft({ prompt: target.value });
              completion.typed();
            }}
            onSelect={completion.moved}
            onBlur={completion.close}
            onKeyDown={(event) => {
              if (!completion.onKey(event)) return;
              event.preventDefault();
              event.stopPropagation();
            }}
            onScroll={() => {
              follow();
              completion.close();
            }}
            placeholder={t('What should be seen?')}
            className={`relative block field-sizing-content max-h-[264px] min-h-[88px] w-full resize-none overflow-y-auto bg-transparent text-ink-1 outline-none [@media(min-height:700px)]:min-h-[142px] ${text}`}
          />
        </div>
        <div className="flex items-center gap-1 pt-1 ps-1 pe-3 pb-1.5">
          <CameraMenu
            anchor={block}
            onChoose={(move) => {
              chosenMove.current = move;
            }}
            onClosed={insertChosen}
          />
          <IconButton
            name={t('Prompts')}
            onPress={() => {
              showPrompts(true);
            }}
          >
            <BookMarked size={16} aria-hidden />
          </IconButton>
          <span
            id={counterId}
            dir="ltr"
            className={`ms-auto text-sm whitespace-nowrap tabular-nums ${prompt.length > limit ? 'text-state-failed' : 'text-ink-3'}`}
          >
            {prompt.length} / {limit}
          </span>
        </div>
      </div>
      <div className="mt-1.5 flex min-h-6 items-center text-sm text-ink-3">
        {cameraSteps(prompt).length === 0 ? (
          t('Type [ for a camera move.')
        ) : (
          <OrderLine prompt={prompt} onFind={find} />
        )}
      </div>
      <PromptVariables prompt={prompt} />
      <RefusedPart field="prompt" />
      <FieldTroubles composition={composition} field="prompt" />
    </div>
  );
}
