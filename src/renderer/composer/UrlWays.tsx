import type { ImageHostState } from '../../shared/image-host.ts';
import { openSettings } from '../store/commands.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { key, t } from '../texts/index.ts';

const words: Record<Exclude<ImageHostState, 'ready'>, { text: string; link: string }> = {
  absent: {
    text: key(
      'The provider fetches the picture itself, so there are two ways: its public https address above, or an image host of your own, where Conch puts your file for it.',
    ),
    link: key('Set up an image host'),
  },
  keyless: {
    text: key(
      'The provider fetches the picture itself: by its public https address above, or from your image host, whose key is missing.',
    ),
    link: key('Add the key of the image host'),
  },
  private: {
    text: key(
      'The provider fetches the picture itself: by its public https address above, or from an image host, but only this computer or network can reach yours.',
    ),
    link: key('Change the image host'),
  },
};

/** For a model that takes only an address: what the two ways are, before anything is chosen. */
export function UrlWays({ imageHost }: { imageHost: ImageHostState }) {
  if (imageHost === 'ready') return null;
  const { text, link } = words[imageHost];
  return (
    <p className="mt-2 text-sm text-ink-3">
      {t(text)}{' '}
      <TextLink
        onPress={() => {
          openSettings({ tab: 'image-host' });
        }}
      >
        {t(link)}
      </TextLink>
    </p>
  );
}
