import type { Picture } from '../../shared/request.ts';
import { media } from '../store/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { pictureFacts } from './picture-facts.ts';
import { forgetLostPicture, removeFirstFrame } from './upload.ts';

/** The chosen picture at its own ratio, with its name and size beneath. */
export function FirstFramePicture({ picture }: { picture: Picture }) {
  const name = picture.name ?? 'Picture';
  const { widthPixels, heightPixels } = picture;
  return (
    <>
      <div className="relative overflow-hidden rounded-poster bg-black">
        <img
          src={media('pictures', picture.id)}
          alt={`First frame: ${name}`}
          width={widthPixels}
          height={heightPixels}
          draggable={false}
          onError={() => {
            forgetLostPicture(name);
          }}
          className="block max-h-[162px] min-h-[60px] w-full object-contain"
        />
        <IconButton name="Remove image" variant="plate" className="absolute top-2 right-2" onPress={removeFirstFrame}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="mt-2 flex justify-between gap-3 text-sm">
        <span className="truncate text-ink-1">{name}</span>
        <span className="shrink-0 text-ink-3 tabular-nums">{pictureFacts(picture)}</span>
      </div>
    </>
  );
}
