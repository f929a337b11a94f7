import { useState } from 'react';
import { judgePicture } from '../../shared/picture/judge.ts';
import type { Picture } from '../../shared/request.ts';
import { editPicture, takeOriginal } from '../pictures/edit-picture.ts';
import { focusTarget } from '../store/commands.ts';
import { useDraft } from '../store/draft.ts';
import { media, useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Crop, Maximize, RotateCcw, X } from '../ui/icons.ts';
import { PictureViewer } from '../ui/PictureViewer.tsx';
import type { Composition } from './composition.ts';
import { cropFix, cropOffered, cropSourceOf } from './crop/crop-source.ts';
import { CropDialog } from './crop/CropDialog.tsx';
import { EditingPlate } from './EditingPlate.tsx';
import { KeptPart } from './KeptPart.tsx';
import { isEditedByHand, pictureText, removedSentence } from './sent/sent-facts.ts';
import { SentPicture } from './sent/SentPicture.tsx';
import { forgetIfLost } from '../pictures/lost-picture.ts';
import { removeFirstFrame } from '../pictures/take-first-frame.ts';
import { t } from '../texts/index.ts';

/** The chosen picture at its own ratio, what of it will be sent, and the ways to change that. */
export function FirstFramePicture({ composition, picture }: { composition: Composition; picture: Picture }) {
  const upload = useDraft((state) => state.upload);
  const [isViewed, setIsViewed] = useState(false);
  const [isCropped, setIsCropped] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const connection = useSession((state) => state.connection);
  const name = picture.name ?? t('Picture');
  const address = media('pictures', picture.id);
  const isBusy = upload.state === 'editing';
  const removed = removedSentence(picture);
  const rules = composition.spec.image;
  const kept = cropOffered(composition.issues);
  const source = cropSourceOf(picture);

  return (
    <div ref={focusTarget('picture')} tabIndex={-1} className="rounded-poster">
      <div className="relative grid min-h-[60px] place-items-center overflow-hidden rounded-poster bg-black">
        <div className="relative" style={boxOf(picture)}>
          <img
            // A browser asks no second time by itself for what it could not read.
            key={`${picture.id} ${isBroken ? connection : ''}`}
            src={address}
            alt={t('First frame: {{name}}', { name })}
            draggable={false}
            onError={() => {
              setBroken(true);
              void forgetIfLost(picture, address, name);
            }}
            className={`block size-full transition-opacity ${isBusy ? 'opacity-45' : ''}`}
          />
          {kept === undefined || isBusy ? null : <KeptPart area={kept} picture={picture} />}
        </div>
        {isBusy ? <EditingPlate label={upload.label} /> : null}
        <div className="absolute top-2 end-2 flex gap-1">
          <IconButton
            name={t('Look at it in full')}
            variant="plate"
            onPress={() => {
              setIsViewed(true);
            }}
          >
            <Maximize size={14} aria-hidden />
          </IconButton>
          <IconButton name={t('Remove image')} variant="plate" onPress={removeFirstFrame}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      </div>
      <div className="mt-2 flex justify-between gap-3 text-sm">
        <span dir="auto" className="truncate text-ink-1">
          {name}
        </span>
        <span className="shrink-0 text-ink-3 tabular-nums">{pictureText(picture)}</span>
      </div>
      {removed === undefined ? null : <p className="text-sm text-ink-3">{removed}</p>}
      <div className="-mx-2 mt-1 flex flex-wrap items-center">
        {rules === undefined ? null : (
          <Button
            variant="quiet"
            isDisabled={isBusy}
            className="text-sm!"
            onPress={() => {
              setIsCropped(true);
            }}
          >
            <Crop size={14} aria-hidden />
            {t('Crop')}
          </Button>
        )}
        {isEditedByHand(picture) ? (
          <Button variant="quiet" isDisabled={isBusy} className="text-sm!" onPress={() => void takeOriginal()}>
            <RotateCcw size={14} aria-hidden />
            {t('Use the original again')}
          </Button>
        ) : null}
      </div>
      <Disclosure title={t('What will be sent')}>
        <SentPicture picture={picture} />
      </Disclosure>
      {isViewed ? (
        <PictureViewer
          picture={{ address, name, note: pictureText(picture) }}
          onClose={() => {
            setIsViewed(false);
          }}
        />
      ) : null}
      {isCropped && rules !== undefined ? (
        <CropDialog
          {...source}
          address={media('pictures', source.picture.id)}
          rules={rules}
          resolution={composition.request.resolution}
          onApply={(plan) => {
            setIsCropped(false);
            // All of a picture that is taken as it is: then its own bytes are better than any that we write.
            if (plan.area === undefined && judgePicture(source.picture, rules).length === 0) void takeOriginal();
            else void editPicture(cropFix(plan), source.picture);
          }}
          onClose={() => {
            setIsCropped(false);
          }}
        />
      ) : null}
    </div>
  );
}

const mostHeightPixels = 162;
/** Even a picture one pixel wide is to be seen, and then not at its own ratio. */
const leastWidthPixels = 8;

/** As large as the column allows, at the picture's own ratio. */
function boxOf({ widthPixels, heightPixels }: Picture) {
  const width = Math.max(leastWidthPixels, (mostHeightPixels * widthPixels) / heightPixels);
  return { width: `min(100%, ${width}px)`, aspectRatio: width / mostHeightPixels, minHeight: leastWidthPixels };
}
