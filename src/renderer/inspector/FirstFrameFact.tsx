import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Job } from '../../shared/job.ts';
import { takeFirstFrameOf } from '../store/acts.ts';
import { media } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { PictureViewer } from '../ui/PictureViewer.tsx';
import { pictureText, removedSentence } from '../composer/sent/sent-facts.ts';
import { t } from '../texts/index.ts';

/** The picture as it was sent, small; a click shows it in full. One that was given as an address is not fetched. */
export function FirstFrameThumb({ job }: { job: Job }) {
  const { firstFrame } = job.request;
  const [isViewed, setIsViewed] = useState(false);
  if (firstFrame?.kind !== 'picture') return null;
  const { picture } = firstFrame;
  const address = media('pictures', picture.id);
  return (
    <>
      <AriaButton
        aria-label={t('Look at the first frame in full')}
        onPress={() => {
          setIsViewed(true);
        }}
        className="mb-1 block overflow-hidden rounded-[5px]"
      >
        <img src={address} alt={t('First frame')} className="h-[41px] w-[72px] bg-well object-cover" />
      </AriaButton>
      {isViewed ? (
        <PictureViewer
          picture={{ address, name: picture.name ?? t('First frame'), note: pictureText(picture) }}
          onClose={() => {
            setIsViewed(false);
          }}
        />
      ) : null}
    </>
  );
}

/** What stands below the name of the first frame: the bytes that were sent, and the way to send them again. */
export function FirstFrameNotes({ job }: { job: Job }) {
  const { firstFrame } = job.request;
  if (firstFrame === undefined) return null;
  const removed = firstFrame.kind === 'picture' ? removedSentence(firstFrame.picture) : undefined;
  return (
    <>
      {removed === undefined ? null : <span className="block text-ink-3">{removed}</span>}
      <Button
        variant="quiet"
        className="-ms-2 text-sm!"
        onPress={() => {
          takeFirstFrameOf(job);
        }}
      >
        {t('Use this picture')}
      </Button>
    </>
  );
}
