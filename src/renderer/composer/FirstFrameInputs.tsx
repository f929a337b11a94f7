import { useRef } from 'react';
import { takeFiles } from '../pictures/take-files.ts';
import { removeFirstFrame } from '../pictures/take-first-frame.ts';
import { editDraft } from '../store/draft.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Image, X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

export interface FirstFrameInputsProps {
  url: string;
  takesFiles: boolean;
  takesUrls: boolean;
}

/** The ways to a first frame while there is none. */
export function FirstFrameInputs({ url, takesFiles, takesUrls }: FirstFrameInputsProps) {
  return (
    <div className="flex flex-col gap-2.5 rounded-poster border border-dashed border-line-control p-3">
      <div className="flex items-center gap-2 text-sm text-ink-2">
        <Image size={16} aria-hidden />
        {t(takesFiles ? 'Drop or paste a picture' : 'The public address of a picture')}
      </div>
      <div className="flex gap-2">
        {takesFiles ? <FilePicker /> : null}
        {takesUrls || url !== '' ? (
          <TextField
            label={t('Image URL')}
            isLabelHidden
            placeholder={t('Image URL')}
            type="url"
            className="flex-1"
            value={url}
            onChange={(text) => {
              editDraft({ firstFrame: text === '' ? undefined : { kind: 'url', url: text } });
            }}
            after={
              url === '' ? null : (
                <IconButton name={t('Remove image')} size={24} className="-me-1.5" onPress={removeFirstFrame}>
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

/** Browsers know neither AVIF nor HEIC by `image/*` everywhere. */
const pictureFiles = 'image/*,.avif,.heic,.heif';

function FilePicker() {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size={32} className="px-2.5!" onPress={() => picker.current?.click()}>
        {t('Choose image')}
      </Button>
      <input
        ref={picker}
        type="file"
        accept={pictureFiles}
        multiple
        hidden
        onChange={({ target }) => {
          const files = Array.from(target.files ?? []);
          // Emptied, so that the same file can be chosen again after it was removed.
          target.value = '';
          takeFiles(files);
        }}
      />
    </>
  );
}
