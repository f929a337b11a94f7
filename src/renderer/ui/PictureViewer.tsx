import { useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { IconButton } from './IconButton.tsx';
import { X } from './icons.ts';
import { t } from '../texts/index.ts';

export interface ViewedPicture {
  address: string;
  /** What it is, for the eye and as the accessible name. */
  name: string;
  /** A second, quieter line: its format and size. */
  note?: string;
}

/** A picture over the whole window: fitted at first, pixel by pixel on request. */
export function PictureViewer({ picture, onClose }: { picture: ViewedPicture; onClose: () => void }) {
  const { address, name, note } = picture;
  const [isActual, setIsActual] = useState(false);
  return (
    <Dialog name={name} shape="full" isOpen onClose={onClose}>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex shrink-0 items-center gap-3 py-2.5 ps-5 pe-3">
          <h2 className="min-w-0 truncate font-semibold">{name}</h2>
          <p className="min-w-0 flex-1 truncate text-sm text-ink-3 tabular-nums">{note}</p>
          <Button
            variant="quiet"
            aria-pressed={isActual}
            onPress={() => {
              setIsActual(!isActual);
            }}
          >
            {t('Actual size')}
          </Button>
          <IconButton name={t('Close')} onPress={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        <div
          role="region"
          aria-label={t('{{name}}, the picture', { name })}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a picture larger than the window is scrolled by the keyboard too
          tabIndex={0}
          className="relative grid min-h-0 flex-1 overflow-auto bg-black"
        >
          <img
            src={address}
            alt={name}
            draggable={false}
            className={isActual ? 'm-auto max-w-none' : 'absolute inset-0 size-full object-scale-down'}
          />
        </div>
      </div>
    </Dialog>
  );
}
