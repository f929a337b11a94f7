import type { JoinedClips } from './frame-messages.ts';
import { FrameTrouble } from './frame-trouble.ts';
import { joinClips } from './join-clips.ts';
import { openClip, type OpenClip } from './open-clip.ts';
import { sentence } from '../../shared/sentence.ts';

/** @throws {FrameTrouble} when a clip cannot be read, or they cannot be joined as they are */
export async function joinUrls(urls: readonly string[], progressed: (part: number) => void): Promise<JoinedClips> {
  const clips: OpenClip[] = [];
  try {
    for (const [index, url] of urls.entries()) {
      const clip = await openClip(url);
      clips.push(clip);
      // In the result every packet would be shown: an edit list holds for one clip only.
      if (clip.times.length !== clip.packets) {
        throw new FrameTrouble(
          sentence(
            'Clip {{place}} of the chain holds frames that players leave out, so it cannot be joined as it is.',
            {
              place: index + 1,
            },
          ),
        );
      }
      progressed(0);
    }
    const { bytes, frames, lengthSeconds } = await joinClips(
      clips.map(({ input }) => input),
      progressed,
    );
    return { mp4: new Blob([bytes], { type: 'video/mp4' }), frames, lengthSeconds };
  } finally {
    for (const clip of clips) clip.close();
  }
}
