import { useSession } from '../store/session.ts';
import { ImageHostForm } from './ImageHostForm.tsx';
import { imageHostStateText, leftBehindText } from './image-host-words.ts';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

/** The person's own bucket, for providers that fetch a picture themselves. */
export function ImageHostTab() {
  const session = useSession((state) => state.session);
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  const { imageHost, settings, abilities } = session;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        {t(
          'Some providers take a picture only by its address. With a bucket of your own at any S3-compatible service, Conch puts the picture there just before it sends the request, under a name that tells nothing, and hands over a link that works for two hours.',
        )}
      </p>
      <p role="status" className="text-sm text-ink-3">
        {paragraph(imageHostStateText(imageHost), leftBehindText(imageHost))}
      </p>
      <ImageHostForm
        stored={settings.imageHost}
        view={imageHost}
        abilities={abilities}
        keysInFile={settings.keysInFile}
      />
    </div>
  );
}
