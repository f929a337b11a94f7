import { useRef } from 'react';
import { useDraft, editDraft } from '../store/draft.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Image, X } from '../ui/icons.ts';
import type { Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { FirstFramePicture } from './FirstFramePicture.tsx';
import { firstFrameInputs } from './model-view.ts';
import { usePictureDrop } from './picture-drop.ts';
import { removeFirstFrame, takeFirstFrame } from './upload.ts';

/** The picture that the clip starts from: dropped, pasted, chosen, or named by its address. */
export function FirstFrame({ composition }: { composition: Composition }) {
  const { isOver, target } = usePictureDrop(takeAndForget);
  const upload = useDraft((state) => state.upload);
  const { firstFrame } = composition.request;
  const inputs = firstFrameInputs(composition.provider.models, composition.spec);

  return (
    <section aria-label="First frame" {...target}>
      <div className="flex items-baseline justify-between">
        <span className="field-label">First frame</span>
        {inputs.isRequired ? null : <span className="text-sm text-ink-3">optional</span>}
      </div>
      {isOver ? (
        <div className="grid h-[84px] place-items-center rounded-poster border-2 border-accent bg-accent-soft font-medium text-on-accent-soft">
          Drop to use as the first frame
        </div>
      ) : upload.state === 'sending' ? (
        <div
          role="status"
          className="flex h-[84px] items-center gap-2 rounded-poster border border-dashed border-line-control p-3 text-sm text-ink-2"
        >
          <span className="min-w-0 flex-1 truncate">Reading {upload.name}</span>
          <Button variant="quiet" onPress={removeFirstFrame}>
            Stop
          </Button>
        </div>
      ) : firstFrame?.kind === 'picture' ? (
        <FirstFramePicture key={firstFrame.picture.id} picture={firstFrame.picture} />
      ) : (
        <PictureInputs url={firstFrame?.url ?? ''} takesFiles={inputs.files} takesUrls={inputs.urls} />
      )}
      {upload.state === 'failed' ? (
        <Trouble severity="error" className="mt-2" fixes={[{ label: 'Leave it out', run: removeFirstFrame }]}>
          {upload.failure.message}
        </Trouble>
      ) : null}
      <FieldTroubles composition={composition} field="firstFrame" />
    </section>
  );
}

function takeAndForget(file: File): void {
  void takeFirstFrame(file);
}

function PictureInputs({ url, takesFiles, takesUrls }: { url: string; takesFiles: boolean; takesUrls: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-2.5 rounded-poster border border-dashed border-line-control p-3">
      <div className="flex items-center gap-2 text-sm text-ink-2">
        <Image size={16} aria-hidden />
        {takesFiles ? 'Drop or paste a picture' : 'The public address of a picture'}
      </div>
      <div className="flex gap-2">
        {takesFiles ? (
          <>
            <Button size={32} className="px-2.5!" onPress={() => picker.current?.click()}>
              Choose image
            </Button>
            <input
              ref={picker}
              type="file"
              accept="image/*"
              hidden
              onChange={({ target }) => {
                const file = target.files?.[0];
                // Emptied, so that the same file can be chosen again after it was removed.
                target.value = '';
                if (file !== undefined) takeAndForget(file);
              }}
            />
          </>
        ) : null}
        {takesUrls || url !== '' ? (
          <TextField
            label="Image URL"
            isLabelHidden
            placeholder="Image URL"
            type="url"
            className="flex-1"
            value={url}
            onChange={(text) => {
              editDraft({ firstFrame: text === '' ? undefined : { kind: 'url', url: text } });
            }}
            after={
              url === '' ? null : (
                <IconButton name="Remove image" size={24} className="-mr-1.5" onPress={removeFirstFrame}>
                  <X size={14} aria-hidden />
                </IconButton>
              )
            }
          />
        ) : null}
      </div>
    </div>
  );
}
