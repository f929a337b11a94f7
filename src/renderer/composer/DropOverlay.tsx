import { takeFiles } from '../pictures/take-files.ts';
import { useFileDrop } from '../pictures/file-drop.ts';
import { Image } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** The whole window is the target while files are held over it. The pointer goes through. */
export function DropOverlay() {
  const isOver = useFileDrop(takeFiles);
  if (!isOver) return null;
  return (
    <div role="status" className="pointer-events-none fixed inset-0 z-20 grid bg-scrim p-4">
      <div className="grid place-items-center rounded-dialog border-2 border-dashed border-accent">
        <div className="flex flex-col items-center gap-2 rounded-dialog bg-accent-soft px-10 py-8 text-on-accent-soft shadow-dialog">
          <Image size={32} aria-hidden />
          <p className="text-lg font-semibold">{t('Drop to use as the first frame')}</p>
          <p className="text-sm">{t('Several pictures become several clips, after a question.')}</p>
        </div>
      </div>
    </div>
  );
}
